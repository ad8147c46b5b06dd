package httpsguard.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.BootstrapMethodsAttribute;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Has ProGuard leave out of the functions' libraries what nobody uses, and turn their lambdas into
 * classes, so that the JVM does not make these at each start (docs/performance.md has the figures).
 * The same libraries make the same classes.
 *
 * <p>The class files stay of Java 8. ProGuard converts lambdas only on the way to Java 7, where
 * interfaces have no methods of their own; so it gets nothing but the classes with lambdas, beside
 * the rest, and afterwards these become classes of Java 8 again.
 *
 * @param work where the steps leave their jars and logs
 * @param proGuard its class path
 * @param more options of ProGuard
 */
record LeanLibraries(Path work, String proGuard, List<String> more) {
  private static final Path RULES = Path.of("src", "local", "proguard", "libraries.pro");

  private static final Path THIS =
      Path.of("src", "local", "java", "httpsguard", "pack", "LeanLibraries.java");

  /** What the functions' classes and libraries know of the JDK. */
  private static final List<String> MODULES =
      List.of(
          "java.base",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.xml");

  /**
   * A list of classes that the SDK plays before a snapshot; the functions have a rehearsal of their
   * own.
   */
  private static final String UNUSED = "!META-INF/services/*.SdkWarmUpProvider";

  /**
   * It would warn that these are no libraries: they are derived from the others, and see into them.
   */
  private static final String BESIDE =
      "-dontshrink -libraryjars others.jar -dontskipnonpubliclibraryclassmembers -ignorewarnings"
          + " -dontwarn";

  private static final int LONGEST_MINUTES = 10;

  /** It runs for a few seconds each time. */
  private static final String ONE_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Of a log. */
  private static final int MOST_LINES = 30;

  /** Apache License 2.0, section 4b. */
  private static final String NOTICE =
      """
      These libraries are not as their authors published them: HTTPS Guard for CloudFront left out what its
      functions do not use, and turned lambda expressions into classes, with ProGuard. Their licenses and notices
      are in META-INF/licenses. The SBOM beside a release names the files that they come from.
      """;

  /**
   * What is left of the libraries, with a statement that they were changed. It is made anew only if
   * it would be another.
   *
   * @param users whose uses of the libraries are kept
   * @throws IllegalStateException if ProGuard fails; it says why on standard error
   */
  FunctionPackage of(FunctionPackage users, FunctionPackage libraries) throws IOException {
    Files.createDirectories(work);
    users.write(work.resolve("users.jar"));
    libraries.write(work.resolve("all.jar"));
    Files.copy(RULES, work.resolve("rules.pro"), StandardCopyOption.REPLACE_EXISTING);
    Path key = work.resolve("key");
    String wanted = key();
    if (!Files.exists(key) || !Files.readString(key).equals(wanted)) {
      Files.deleteIfExists(key);
      jdk().write(work.resolve("jdk.jar"));
      run(
          "used",
          "-injars users.jar -injars all.jar(%s) -outjars used.jar(!httpsguard/**)",
          UNUSED);
      split();
      run("java7", "%s -injars lambdas.jar -outjars java7.jar -target 1.7", BESIDE);
      run("java8", "%s -injars java7.jar -outjars java8.jar -target 1.8", BESIDE);
      Files.writeString(key, wanted);
    }
    FunctionPackage lean = new FunctionPackage();
    lean.add(work.resolve("java8.jar"));
    lean.add(work.resolve("others.jar"));
    lean.add("META-INF/CHANGED", NOTICE.getBytes(UTF_8), RULES);
    return lean;
  }

  /**
   * The same, of which the JVM will refuse no class once a function comes to use it.
   *
   * @throws IllegalStateException also if there is such a class
   */
  FunctionPackage verified(FunctionPackage users, FunctionPackage libraries) throws IOException {
    FunctionPackage lean = of(users, libraries);
    Path made = work.resolve("java8.jar");
    URL[] jars = {made.toUri().toURL(), work.resolve("others.jar").toUri().toURL()};
    List<String> wrong = new ArrayList<>();
    try (ZipFile jar = new ZipFile(made.toFile());
        var classes = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
      ClassFile file =
          ClassFile.of(
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)
                      .orElse(ClassHierarchyResolver.ofClassLoading(classes))));
      for (ZipEntry entry :
          jar.stream().filter(each -> isClass(Path.of(each.getName()))).toList()) {
        try (InputStream stream = jar.getInputStream(entry)) {
          file.verify(stream.readAllBytes())
              .forEach(error -> wrong.add(entry.getName() + ": " + error.getMessage()));
        }
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "ProGuard made classes that the JVM would refuse (report it to this project): " + wrong);
    }
    return lean;
  }

  /** Of everything that the outcome depends on. */
  private String key() throws IOException {
    try {
      MessageDigest sum = MessageDigest.getInstance("SHA-256");
      for (String file : List.of("users.jar", "all.jar", "rules.pro")) {
        sum.update(Files.readAllBytes(work.resolve(file)));
      }
      sum.update(Files.readAllBytes(THIS));
      sum.update((Runtime.version() + proGuard + more).getBytes(UTF_8));
      return HexFormat.of().formatHex(sum.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JDK's own classes in a jar: ProGuard cannot read them where a JDK has them. */
  private static FunctionPackage jdk() throws IOException {
    FunctionPackage jdk = new FunctionPackage();
    for (String module : MODULES) {
      Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", module);
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(LeanLibraries::isClass).toList()) {
          jdk.add(root.relativize(file).toString(), Files.readAllBytes(file), root);
        }
      }
    }
    return jdk;
  }

  private static boolean isClass(Path file) {
    return file.toString().endsWith(".class") && !file.endsWith("module-info.class");
  }

  private void split() throws IOException {
    FunctionPackage lambdas = new FunctionPackage();
    FunctionPackage others = new FunctionPackage();
    Path used = work.resolve("used.jar");
    try (ZipFile jar = new ZipFile(used.toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        try (InputStream stream = jar.getInputStream(entry)) {
          byte[] content = stream.readAllBytes();
          boolean isConverted = entry.getName().endsWith(".class") && isConvertible(content);
          (isConverted ? lambdas : others).add(entry.getName(), content, used);
        }
      }
    }
    lambdas.write(work.resolve("lambdas.jar"));
    others.write(work.resolve("others.jar"));
  }

  /** Whether it has lambdas, all of which ProGuard can convert. An interface stays as it is. */
  static boolean isConvertible(byte[] content) {
    ClassModel type = ClassFile.of().parse(content);
    BootstrapMethodsAttribute lambdas =
        type.findAttribute(Attributes.bootstrapMethods()).orElse(null);
    return lambdas != null
        && !type.flags().has(AccessFlag.INTERFACE)
        && lambdas.bootstrapMethods().stream().noneMatch(lambda -> isWidened(lambda.arguments()));
  }

  /** Whether it returns, say, an int where a long is wanted: ProGuard would leave the int. */
  private static boolean isWidened(List<LoadableConstantEntry> lambda) {
    List<ConstantDesc> described =
        lambda.stream().map(LoadableConstantEntry::constantValue).toList();
    if (described.size() < 2
        || !(described.get(0) instanceof MethodTypeDesc wanted)
        || !(described.get(1) instanceof DirectMethodHandleDesc method)) {
      return true;
    }
    ClassDesc result = wanted.returnType();
    ClassDesc returned = method.invocationType().returnType();
    return result.isPrimitive()
        && returned.isPrimitive()
        && !result.descriptorString().equals("V")
        && !result.equals(returned);
  }

  private void run(String step, String options, String argument) throws IOException {
    Path log = work.resolve(step + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            ONE_COMPILER, "-XX:+UseSerialGC", "-cp", proGuard, "proguard.ProGuard", "@rules.pro"));
    command.addAll(List.of("-forceprocessing", "-libraryjars", "jdk.jar"));
    command.addAll(List.of(options.formatted(argument).split(" ", -1)));
    command.addAll(more);
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0) {
        return;
      }
      Files.readAllLines(log).stream().limit(MOST_LINES).forEach(System.err::println);
      throw new IllegalStateException(
          "ProGuard did not make %s.jar of the libraries. The lines above say why; all are in %s, and the rules in %s."
              .formatted(step, log, RULES));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
