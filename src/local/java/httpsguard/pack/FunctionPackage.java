package httpsguard.pack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Puts the functions' libraries together into one jar, {@code lib/libraries.jar}: one file to open
 * and to search in place of forty, and not compressed, so that a class is there to be read. {@link
 * LeanLibraries} says what becomes of their classes. The same libraries make the same bytes.
 *
 * <p>It runs as a source file, before anything but the functions is compiled, and needs nothing but
 * the JDK and ProGuard.
 */
public final class FunctionPackage {
  private static final String JAR = "lib/libraries.jar";

  /** Zip files know no time zone; this is the build's own time, for all files. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private final Map<String, byte[]> entries = new TreeMap<>();

  FunctionPackage() {}

  /** What becomes of the libraries. */
  interface Change {
    /**
     * Answers with what is packaged in place of the libraries.
     *
     * @param functions their own classes
     */
    FunctionPackage of(FunctionPackage functions, FunctionPackage libraries) throws IOException;
  }

  /**
   * @param arguments the class path, with the functions' own classes first; the directory that is
   *     laid out like the one that Lambda unpacks; a directory for work; and a file with ProGuard's
   *     class path
   */
  public static void main(String[] arguments) throws IOException {
    String proGuard = Files.readString(Path.of(arguments[3]));
    LeanLibraries lean = new LeanLibraries(Path.of(arguments[2]), proGuard, List.of());
    pack(arguments[0], Path.of(arguments[1]), lean::verified);
  }

  static void pack(String classPath, Path function, Change change) throws IOException {
    List<Path> path = Arrays.stream(classPath.split(File.pathSeparator, -1)).map(Path::of).toList();
    Path classes = path.getFirst();
    FunctionPackage functions = new FunctionPackage();
    functions.addClasses(classes);
    FunctionPackage libraries = new FunctionPackage();
    for (Path library : path.subList(1, path.size())) {
      libraries.add(library);
    }
    // `sam build` packages this directory as it is.
    change.of(functions, libraries).write(classes.resolve(JAR));
    copy(classes, function);
  }

  /** Adds its files to another. */
  void addTo(FunctionPackage other, Predicate<String> isAdded) {
    entries.forEach(
        (name, content) -> {
          if (isAdded.test(name)) {
            other.add(name, content, Path.of(JAR));
          }
        });
  }

  /** Adds those of a directory. */
  void addClasses(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
        add(name, Files.readAllBytes(file), directory);
      }
    }
  }

  /**
   * @throws IllegalStateException if the library has a file of another with another content, and it
   *     is not known how to put the two together
   */
  void add(Path library) throws IOException {
    try (ZipFile jar = new ZipFile(library.toFile())) {
      for (ZipEntry entry : jar.stream().toList()) {
        String name = name(entry.getName(), library.getFileName().toString());
        if (!entry.isDirectory() && !name.isEmpty()) {
          try (InputStream content = jar.getInputStream(entry)) {
            add(name, content.readAllBytes(), library);
          }
        }
      }
    }
  }

  /**
   * @param library which has it
   */
  void add(String name, byte[] content, Path library) {
    byte[] there = entries.putIfAbsent(name, content);
    if (there == null || Arrays.equals(there, content)) {
      return;
    }
    if (!name.startsWith("META-INF/services/")) {
      throw new IllegalStateException(library + " has another " + name + " than those before it");
    }
    byte[] both = Arrays.copyOf(there, there.length + 1 + content.length);
    both[there.length] = '\n';
    System.arraycopy(content, 0, both, there.length + 1, content.length);
    entries.put(name, both);
  }

  /**
   * Where a library's file goes; empty for what has no meaning outside of the library's own jar.
   */
  private static String name(String name, String library) {
    if (name.equals("META-INF/MANIFEST.MF") || name.endsWith("module-info.class")) {
      return "";
    }
    if (name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")) {
      throw new IllegalStateException(library + " is signed, and would not be any more");
    }
    // Each library's license and notice stays what its authors wrote.
    return name.matches("META-INF/[^/]*(LICENSE|NOTICE)[^/]*")
        ? "META-INF/licenses/"
            + library.replaceFirst("\\.jar$", "")
            + name.substring("META-INF".length())
        : name;
  }

  void write(Path jar) throws IOException {
    write(jar, _ -> false);
  }

  /**
   * @param isCompressed which entries, by their names; the bytes of these also depend on the JDK
   */
  void write(Path jar, Predicate<String> isCompressed) throws IOException {
    Files.createDirectories(jar.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = stored(each.getKey(), each.getValue());
        if (isCompressed.test(each.getKey())) {
          entry.setMethod(ZipEntry.DEFLATED);
          entry.setCompressedSize(-1);
        }
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
  }

  private static ZipEntry stored(String name, byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    entry.setTimeLocal(TIME);
    return entry;
  }

  /** What was there before is not there any more. */
  private static void copy(Path classes, Path to) throws IOException {
    Files.createDirectories(to);
    Files.walkFileTree(to, new Deleting());
    Files.walkFileTree(
        classes,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(classes.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(classes.relativize(file).toString()),
                StandardCopyOption.REPLACE_EXISTING);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }
  }
}
