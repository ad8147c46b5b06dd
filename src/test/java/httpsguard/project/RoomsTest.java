package httpsguard.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom: a room uses only rooms above it, and only its own outside libraries. */
class RoomsTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Pattern TYPE = Pattern.compile("L([\\w/$]+)[;<]");

  private static final String EVENTS = "com.amazonaws.services.lambda.runtime.events";

  /** From the top down. */
  static final List<String> ROOMS =
      List.of(
          "httpsguard.s3",
          "httpsguard.json",
          "httpsguard.xml",
          "httpsguard.text",
          "httpsguard.distribution",
          "httpsguard.policy",
          "httpsguard.cloudtrail",
          "httpsguard.audit",
          "httpsguard",
          "httpsguard.advice",
          "httpsguard.notice",
          "httpsguard.aws",
          "httpsguard.lambda",
          "httpsguard.start");

  /** Those of rooms that have any. */
  static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "httpsguard.json",
          Set.of("com.grack.nanojson"),
          "httpsguard.distribution",
          Set.of("javax.xml.stream", "com.fasterxml.aalto", "org.codehaus.stax2"),
          "httpsguard.cloudtrail",
          Set.of(EVENTS),
          "httpsguard.aws",
          Set.of("software.amazon.awssdk"),
          "httpsguard.lambda",
          Set.of("com.amazonaws.services.lambda.runtime"),
          "httpsguard.start",
          Set.of("com.amazonaws.services.lambda.runtime"));

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int MOST_FILES = 25;
  private static final int MOST_LINES = 250;

  @Test
  void everyRoomUsesOnlyRoomsAboveItAndItsOwnLibraries() throws IOException {
    Set<String> violations = new TreeSet<>();
    for (ClassModel model : classes()) {
      String room = packageOf(model.thisClass().asInternalName());
      for (String used : usedPackages(model)) {
        if (!isAllowed(room, used)) {
          violations.add(model.thisClass().asInternalName() + " uses " + used);
        }
      }
    }
    assertEquals(Set.of(), violations);
  }

  @Test
  void everyRoomSaysWhatLivesInIt() throws IOException {
    Set<String> silent = new TreeSet<>(ROOMS);
    for (Path file : sources()) {
      if (file.endsWith("package-info.java") && Files.readString(file).startsWith("/**")) {
        silent.remove(room(file));
      }
    }
    assertEquals(Set.of(), silent);
  }

  @Test
  void noRoomHasMoreFilesThanANewcomerCanKeepInMind() throws IOException {
    Map<String, Long> crowded =
        sources().stream()
            .filter(file -> !file.endsWith("package-info.java"))
            .collect(Collectors.groupingBy(RoomsTest::room, Collectors.counting()));
    crowded.values().removeIf(files -> files <= MOST_FILES);
    assertEquals(Map.of(), crowded);
  }

  @Test
  void noFileIsLong() throws IOException {
    Map<Path, Integer> tooLong = new TreeMap<>();
    for (Path file : sources()) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        tooLong.put(file, lines);
      }
    }
    assertEquals(Map.of(), tooLong);
  }

  /** For each room, the others that it uses. */
  static Map<String, Set<String>> uses() throws IOException {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (ClassModel model : classes()) {
      String room = packageOf(model.thisClass().asInternalName());
      Set<String> used = uses.computeIfAbsent(room, _ -> new TreeSet<>());
      used.addAll(usedPackages(model));
      used.retainAll(ROOMS);
      used.remove(room);
    }
    return uses;
  }

  private static List<ClassModel> classes() throws IOException {
    List<ClassModel> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
        classes.add(ClassFile.of().parse(file));
      }
    }
    assertTrue(classes.size() > 20, "too few classes: " + classes.size());
    return classes;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String room(Path file) {
    Path inside = SOURCES.relativize(file);
    return inside.subpath(0, inside.getNameCount() - 1).toString().replaceAll("[/\\\\]", ".");
  }

  private static boolean isAllowed(String room, String used) {
    if (used.startsWith("httpsguard")) {
      int place = ROOMS.indexOf(room);
      boolean isAbove = ROOMS.indexOf(used) >= 0 && ROOMS.indexOf(used) < place;
      return place >= 0 && (used.equals(room) || isAbove);
    }
    boolean isJdk = used.startsWith("java.");
    return isJdk
        || used.equals("org.jspecify.annotations")
        || LIBRARIES.getOrDefault(room, Set.of()).stream()
            .anyMatch(library -> used.equals(library) || used.startsWith(library + "."));
  }

  private static Set<String> usedPackages(ClassModel model) {
    Set<String> packages = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof ClassEntry type) {
        String name = type.asInternalName();
        if (!name.startsWith("[")) {
          packages.add(packageOf(name));
        }
      } else if (entry instanceof Utf8Entry text) {
        Matcher types = TYPE.matcher(text.stringValue());
        while (types.find()) {
          if (types.group(1).indexOf('/') > 0) {
            packages.add(packageOf(types.group(1)));
          }
        }
      }
    }
    return packages;
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, Math.max(0, internalName.lastIndexOf('/'))).replace('/', '.');
  }
}
