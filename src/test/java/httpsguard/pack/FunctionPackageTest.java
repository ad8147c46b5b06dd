package httpsguard.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One jar of all libraries loses nothing that any of them has. */
class FunctionPackageTest {
  @TempDir Path directory;
  private Path classes = Path.of("");

  @BeforeEach
  void compile() throws IOException {
    classes = directory.resolve("classes");
    write("httpsguard/lambda/Handler.class", "handler");
  }

  @Test
  void keepsServicesOfAllLibrariesAndEachOnesLicense() throws IOException {
    Map<String, String> packaged =
        pack(
            library(
                "one-1.jar",
                Map.of("a/A.class", "A", "META-INF/services/S", "a.A", "META-INF/LICENSE", "MIT")),
            library(
                "two-2.jar",
                Map.of("b/B.class", "B", "META-INF/services/S", "b.B", "META-INF/LICENSE", "BSD")));
    assertEquals(
        Map.of(
            "a/A.class", "A",
            "b/B.class", "B",
            "META-INF/services/S", "a.A\nb.B",
            "META-INF/licenses/one-1/LICENSE", "MIT",
            "META-INF/licenses/two-2/LICENSE", "BSD"),
        packaged);
  }

  @Test
  void refusesTwoLibrariesWithDifferentClassesOfOneName() throws IOException {
    Path one = library("one.jar", Map.of("a/A.class", "A"));
    Path two = library("two.jar", Map.of("a/A.class", "another"));
    String refused =
        String.valueOf(
            assertThrows(IllegalStateException.class, () -> pack(one, two)).getMessage());
    assertTrue(refused.endsWith("two.jar has another a/A.class than those before it"), refused);
  }

  @Test
  void refusesASignedLibrary() throws IOException {
    Path signed = library("signed.jar", Map.of("META-INF/KEY.SF", "signature"));
    assertThrows(IllegalStateException.class, () -> pack(signed));
  }

  @Test
  void theSameLibrariesMakeTheSameBytes() throws IOException {
    Path library = library("one.jar", Map.of("a/A.class", "A", "b/B.class", "B"));
    var _ = pack(library);
    byte[] first = Files.readAllBytes(jar());
    Files.delete(jar());
    var _ = pack(library("one.jar", new TreeMap<>(Map.of("b/B.class", "B", "a/A.class", "A"))));
    assertArrayEquals(first, Files.readAllBytes(jar()));
  }

  @Test
  void laysOutWhatIsDeployedAndNothingOfAnEarlierBuild() throws IOException {
    Path function = directory.resolve("function");
    Files.createDirectories(function.resolve("lib"));
    Files.writeString(function.resolve("lib").resolve("old.jar"), "of an earlier build");
    var _ = pack(library("one.jar", Map.of("a/A.class", "A")));
    assertEquals("handler", Files.readString(function.resolve("httpsguard/lambda/Handler.class")));
    assertTrue(Files.notExists(function.resolve("lib/old.jar")));
    assertArrayEquals(
        Files.readAllBytes(classes.resolve("lib/libraries.jar")), Files.readAllBytes(jar()));
  }

  private Map<String, String> pack(Path... libraries) throws IOException {
    StringBuilder path = new StringBuilder(classes.toString());
    for (Path library : libraries) {
      path.append(File.pathSeparator).append(library);
    }
    FunctionPackage.pack(path.toString(), directory.resolve("function"), (_, all) -> all);
    Map<String, String> contents = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar().toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        assertEquals(ZipEntry.STORED, entry.getMethod(), entry.getName());
        contents.put(entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), UTF_8));
      }
    }
    return contents;
  }

  private Path jar() {
    return directory.resolve("function/lib/libraries.jar");
  }

  private void write(String file, String content) throws IOException {
    Path path = classes.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private Path library(String name, Map<String, String> contents) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> content : contents.entrySet()) {
        zip.putNextEntry(new ZipEntry(content.getKey()));
        zip.write(content.getValue().getBytes(UTF_8));
      }
    }
    return jar;
  }
}
