package httpsguard.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is packaged of the libraries is what their authors wrote, in other classes. */
class LeanLibrariesIT {
  private static final Path JAR = Path.of("target", "function", "lib", "libraries.jar");
  private static final Path ORIGINALS = Path.of("target", "libraries", "all.jar");
  private static final String SERVICES = "META-INF/services/";

  private static final Map<String, byte[]> LEAN = new TreeMap<>();
  private static final Map<String, byte[]> ORIGINAL = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    read(JAR, LEAN);
    read(ORIGINALS, ORIGINAL);
  }

  @Test
  void noClassIsWrongForTheJvm() throws IOException {
    try (var classes =
        new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      ClassFile file =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)
                      .orElse(ClassHierarchyResolver.ofClassLoading(classes))));
      List<String> wrong = new ArrayList<>();
      for (Map.Entry<String, byte[]> each : classes(LEAN).entrySet()) {
        // Of older ones, none of which is changed, this verifier knows nothing.
        if (file.parse(each.getValue()).majorVersion() >= ClassFile.JAVA_7_VERSION) {
          file.verify(each.getValue()).forEach(error -> wrong.add(each.getKey() + ": " + error));
        }
      }
      assertEquals(List.of(), wrong);
    }
  }

  @Test
  void theJvmMakesNoClassOfALambdaThatCouldBeOne() {
    assertEquals(
        List.of(),
        classes(LEAN).entrySet().stream()
            .filter(each -> LeanLibraries.isConvertible(each.getValue()))
            .map(Map.Entry::getKey)
            .toList());
    assertTrue(LEAN.keySet().stream().anyMatch(name -> name.contains("$$Lambda$")));
  }

  @Test
  void aStackTraceNamesTheFilesMethodsAndLinesThatTheAuthorsKnow() {
    int compared = 0;
    for (Map.Entry<String, byte[]> each : classes(LEAN).entrySet()) {
      byte[] original = ORIGINAL.get(each.getKey());
      if (original == null) {
        assertTrue(each.getKey().contains("$$Lambda$"), each.getKey());
        continue;
      }
      Map<String, Object> known = lines(original);
      for (Map.Entry<String, Object> method : lines(each.getValue()).entrySet()) {
        if (!method.getKey().startsWith("accessor$")) {
          assertEquals(known.get(method.getKey()), method.getValue(), each.getKey());
          compared++;
        }
      }
    }
    assertTrue(compared > 1000, compared + " methods");
  }

  @Test
  void noServiceIsWithoutItsClass() {
    List<String> missing = new ArrayList<>();
    LEAN.forEach(
        (name, content) -> {
          if (name.startsWith(SERVICES)) {
            new String(content, UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty() && !LEAN.containsKey(file(line)))
                .forEach(line -> missing.add(name + ": " + line));
          }
        });
    assertEquals(List.of(), missing, "a rule in src/local/proguard/libraries.pro has to keep them");
  }

  private static String file(String className) {
    return className.replace('.', '/') + ".class";
  }

  /** By method: the file that it is from, and its lines. */
  private static Map<String, Object> lines(byte[] content) {
    ClassModel type = ClassFile.of().parse(content);
    String file =
        type.findAttribute(Attributes.sourceFile())
            .map(source -> source.sourceFile().stringValue())
            .orElse("");
    Map<String, Object> lines = new TreeMap<>();
    for (MethodModel method : type.methods()) {
      TreeSet<Integer> numbers = new TreeSet<>();
      method
          .code()
          .flatMap(code -> code.findAttribute(Attributes.lineNumberTable()))
          .ifPresent(table -> table.lineNumbers().forEach(line -> numbers.add(line.lineNumber())));
      lines.put(
          method.methodName().stringValue() + method.methodType().stringValue(), file + numbers);
    }
    return lines;
  }

  private static Map<String, byte[]> classes(Map<String, byte[]> files) {
    Map<String, byte[]> classes = new TreeMap<>(files);
    classes.keySet().removeIf(name -> !name.endsWith(".class"));
    return classes;
  }

  private static void read(Path jar, Map<String, byte[]> files) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        try (InputStream content = zip.getInputStream(entry)) {
          files.put(entry.getName(), content.readAllBytes());
        }
      }
    }
  }
}
