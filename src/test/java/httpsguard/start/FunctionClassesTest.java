package httpsguard.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import httpsguard.lambda.InvalidSettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How Lambda gets to the handlers; {@code PackagedFunctionIT} has them at work. */
class FunctionClassesTest {
  private final Thread thread = Thread.currentThread();
  private final ClassLoader before = thread.getContextClassLoader();

  @AfterEach
  void restore() {
    thread.setContextClassLoader(before);
  }

  @Test
  void failsAsTheHandlerDoesWhichIsOfClassesOfItsOwn() {
    RuntimeException failure = assertThrows(RuntimeException.class, GuardFunction::new);

    assertEquals(InvalidSettingsException.class.getName(), failure.getClass().getName());
    assertInstanceOf(FunctionClasses.class, failure.getClass().getClassLoader());
    assertEquals(failure.getClass().getClassLoader(), thread.getContextClassLoader());
  }
}
