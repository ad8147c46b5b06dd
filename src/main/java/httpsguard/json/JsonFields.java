package httpsguard.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object that we write: its fields stand in the order in which they are put. */
public final class JsonFields extends LinkedHashMap<String, Object> {
  private static final long serialVersionUID = 1L;

  public JsonFields with(String name, Object value) {
    put(name, value);
    return this;
  }

  /** What others wrote: bounded. */
  public JsonFields withText(String name, String text) {
    return with(name, JsonLimits.text(text));
  }

  /** Nothing where it is empty. */
  public JsonFields withAny(String name, Optional<?> value) {
    value.ifPresent(there -> put(name, there));
    return this;
  }

  /** Nothing where there are none. */
  public JsonFields withAny(String name, Collection<?> values) {
    return values.isEmpty() ? this : with(name, values);
  }

  public JsonFields withAll(Map<String, ?> fields) {
    putAll(fields);
    return this;
  }
}
