package httpsguard.cli;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads text files in UTF-8, or as PowerShell writes what a program prints, also those that gzip
 * has compressed: AWS Config delivers its snapshots so.
 */
final class TextFile {
  /** More than CloudFront's most distributions of an account come to. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final Path STANDARD_INPUT = Path.of("-");

  private TextFile() {}

  /** What people call it. */
  static String name(Path file) {
    return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
  }

  /**
   * The text without its byte order mark.
   *
   * @param file {@code -} is standard input
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
    try (InputStream in = file.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("it is larger than 64 MB");
      }
      return isCompressed(bytes) ? decompressed(bytes) : bytes;
    } catch (NoSuchFileException e) {
      throw new IOException("there is no such file", e);
    }
  }

  private static boolean isCompressed(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
  }

  private static byte[] decompressed(byte[] bytes) throws IOException {
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      byte[] read = text.readNBytes(MAX_BYTES + 1);
      if (read.length > MAX_BYTES) {
        throw new IOException("it is larger than 64 MB once decompressed");
      }
      return read;
    } catch (ZipException | EOFException e) {
      throw new IOException("it is compressed, and what is compressed is broken", e);
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
