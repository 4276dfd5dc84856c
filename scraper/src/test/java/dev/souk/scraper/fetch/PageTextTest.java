package dev.souk.scraper.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTextTest {

    private static final String TEXT = "Möbel für 50 €, ソファ";

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=utf-8, UTF-8",
        "text/html;charset=\"UTF-8\", UTF-8",
        "text/html; CHARSET='utf8', UTF-8",
        "text/html; charset=shift_jis, Shift_JIS",
        "text/html; charset=gb18030, GB18030",
        "text/html; charset=utf-16le, UTF-16LE",
    })
    void believesTheHeader(String contentType, String charset) {
        String text = charset.equals("Shift_JIS") ? "ソファ 50" : TEXT;

        assertThat(PageText.decode(bytes(text, charset), contentType)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"efbbbf, UTF-8", "feff, UTF-16BE", "fffe, UTF-16LE"})
    void believesAByteOrderMarkMoreThanTheHeader(String mark, String charset) {
        ByteString body = ByteString.decodeHex(mark + bytes(TEXT, charset).hex());

        assertThat(PageText.decode(body, "text/html; charset=shift_jis")).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<meta charset=gb18030>",
                "<META CharSet = 'GB18030' />",
                "<meta name=x content=y><meta charset=\"gb18030\">",
                "<meta http-equiv=Content-Type content=\"text/html; charset=gb18030\">",
                "<?xml version=\"1.0\" encoding=\"gb18030\"?>",
            })
    void believesThePageWhenTheHeaderIsSilent(String declaration) {
        String page = declaration + TEXT;

        assertThat(PageText.decode(bytes(page, "GB18030"), "text/html")).isEqualTo(page);
        assertThat(PageText.decode(bytes(page, "GB18030"), null)).isEqualTo(page);
    }

    @Test
    void believesTheHeaderMoreThanThePage() {
        String page = "<meta charset=gb18030>" + TEXT;

        assertThat(PageText.decode(bytes(page, "UTF-8"), "text/html; charset=utf-8"))
                .isEqualTo(page);
    }

    /** Sites say the one and mean the other. */
    @ParameterizedTest
    @CsvSource({
        "iso-8859-9, windows-1254, Koltuk 50 €",
        "tis-620, x-windows-874, โซฟา 50 €…",
        "euc-kr, x-windows-949, 똠방각하 소파",
        "ks_c_5601-1987, x-windows-949, 똠방각하 소파",
        "shift_jis, windows-31j, ①ソファ ㈱髙田",
        "gb2312, GBK, 朱镕 沙发",
        "gbk, GB18030, 沙发 𠀀",
        "big5, Big5-HKSCS, 沙發 㗎",
        "utf-16, UTF-16LE, 50 €",
    })
    void readsWhatBrowsersReadUnderANarrowerName(String label, String charset, String text) {
        assertThat(PageText.decode(bytes(text, charset), "text/html; charset=" + label))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "latin1", "us-ascii", "windows-1252"})
    void readsLatinAsBrowsersDo(String label) {
        assertThat(PageText.decode(bytes("Möbel 50 €", "windows-1252"), "text/html; charset=" + label))
                .isEqualTo("Möbel 50 €");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/html",
                "text/html; charset=",
                "text/html; charset=klingon",
                "text/html; charset=../../x",
                ";;;"
            })
    void takesUtf8WhenNobodySaysAnythingOfUse(String contentType) {
        assertThat(PageText.decode(bytes(TEXT, "UTF-8"), contentType)).isEqualTo(TEXT);
    }

    @Test
    void takesWindows1252WhenItCannotBeUtf8() {
        assertThat(PageText.decode(bytes("Möbel 50 €", "windows-1252"), null)).isEqualTo("Möbel 50 €");
    }

    @Test
    void doesNotBelieveAPageThatClaimsUtf16InAscii() {
        String page = "<meta charset=utf-16>" + TEXT;

        assertThat(PageText.decode(bytes(page, "UTF-8"), null)).isEqualTo(page);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void readsAnyBytesAsSomeText(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(3000)];
            random.nextBytes(bytes);
            Charset any = random.nextBoolean() ? StandardCharsets.UTF_16BE : Charset.forName("ISO-2022-JP");

            assertThat(PageText.decode(ByteString.of(bytes), "text/html; charset=" + any.name()))
                    .as("seed %d, round %d", seed, round)
                    .isNotNull();
            assertThat(PageText.decode(ByteString.of(bytes), null))
                    .as("seed %d, round %d", seed, round)
                    .isNotNull();
        }
    }

    private static ByteString bytes(String text, String charset) {
        return ByteString.of(text.getBytes(Charset.forName(charset)));
    }
}
