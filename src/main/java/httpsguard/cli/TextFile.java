package httpsguard.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads text files in UTF-8, or as PowerShell writes what a program prints. */
final class TextFile {
  /** More than CloudFront's most distributions of an account come to. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * The text without its byte order mark.
   *
   * @throws IOException if it cannot be read, is larger than 64 MB, or is in another encoding; the
   *     message says which, to follow the file's name and a colon
   */
  static String read(Path file) throws IOException {
    byte[] bytes = bytes(file);
    Charset charset = charset(bytes);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("it is not in " + charset, e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("it is larger than 64 MB");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    }
  }

  /** JSON begins with a character of ASCII, which has a zero byte beside it in UTF-16. */
  private static Charset charset(byte[] bytes) {
    if (bytes.length < 2) {
      return StandardCharsets.UTF_8;
    }
    if (bytes[1] == 0 || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    return bytes[0] == 0 || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }
}
