package httpsguard.local;

import java.util.function.UnaryOperator;

/**
 * How a program was started: what it prints is to be pasted.
 *
 * @param command without options
 * @param option how an option of this name is written
 * @param isCheckout whether from the project's folder, which has the sample events and the template
 */
public record Launch(String command, UnaryOperator<String> option, boolean isCheckout) {

  String with(String name, String value) {
    return option.apply(name) + "=" + value;
  }
}
