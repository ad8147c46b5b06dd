package httpsguard.start;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Loads the functions' classes from where they are. Lambda's own loader asks the runtime's for each
 * of them first, which throws an exception, and then for a file, before it looks into the
 * libraries' jar: at each start, thousands of times.
 */
final class FunctionClasses extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** Where {@code FunctionPackage} puts them. */
  private static final String LIBRARIES = "lib/libraries.jar";

  /** Both the runtime and the functions use these, so they have to be the same for both. */
  private static final String RUNTIME = "com.amazonaws.services.lambda.runtime.";

  /** The runtime knows none of these. */
  private static final String EVENTS = RUNTIME + "events.";

  private FunctionClasses(URL[] places, ClassLoader lambdas) {
    super(places, lambdas);
  }

  /**
   * A new one, whose classes are found here from now on, and by this thread and those that it
   * starts.
   *
   * @param name of a handler's class, with a constructor without parameters
   */
  static RequestStreamHandler handler(String name) {
    FunctionClasses classes = beside(FunctionClasses.class);
    Thread.currentThread().setContextClassLoader(classes);
    try {
      return (RequestStreamHandler) classes.loadClass(name).getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(name, e);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static FunctionClasses beside(Class<?> type) {
    URL directory = type.getProtectionDomain().getCodeSource().getLocation();
    try {
      URL libraries = path(directory).resolve(LIBRARIES).toUri().toURL();
      return new FunctionClasses(new URL[] {libraries, directory}, type.getClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The runtime interface client leaves blanks and the like in its addresses as they are. */
  private static Path path(URL directory) {
    try {
      return Path.of(directory.toURI());
    } catch (URISyntaxException unescaped) {
      return Path.of(directory.getPath());
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean isRuntimes = name.startsWith(RUNTIME) && !name.startsWith(EVENTS);
    if (name.startsWith("java.") || isRuntimes) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? find(name) : loaded;
    }
  }

  private Class<?> find(String name) throws ClassNotFoundException {
    try {
      return findClass(name);
    } catch (ClassNotFoundException notOurs) {
      return getParent().loadClass(name);
    }
  }
}
