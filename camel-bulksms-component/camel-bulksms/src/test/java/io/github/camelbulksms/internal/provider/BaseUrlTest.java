package io.github.camelbulksms.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "https://rest-ww.telesign.com,https://rest-ww.telesign.com",
                "HTTPS://Rest-WW.telesign.com/,https://rest-ww.telesign.com",
                " http://localhost:8089 ,http://localhost:8089",
                "http://localhost:8089///,http://localhost:8089",
                "http://[::1]:8089,http://[::1]:8089",
                "http://127.0.0.1:1/,http://127.0.0.1:1"
            })
    void schemeHostAndPortAreTakenHoweverTheyAreWritten(String text, String url) {
        assertThat(BaseUrl.parse(text)).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:8089",
                "ftp://host",
                "https://",
                "https:///x",
                "https://host/path",
                "https://host?q",
                "https://host/?",
                "https://host#f",
                "https://host:0",
                "https://host:99999",
                "https://host:x",
                "https://ho st",
                "https://bulk_sms:8089",
                "https://höst",
                "https://[::1",
                "//host"
            })
    void anythingElseIsRefusedByTheNameOfTheOption(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("baseUrl is '" + text + "': expected https://host or http://host:port");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://bulk_sms:8089 | , and a host without _, for instance an alias",
                "https://host?q       | , without ? and #",
                "https://host#f       | , without ? and #",
                "https://host/path    | , without a path",
                "https://host:99999   | , and a port from 1 to 65535"
            })
    void whatIsWrongWithItIsSaidAndNothingElse(String text, String reason) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .hasMessage("baseUrl is '" + text + "': expected https://host or http://host:port" + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:canary@host",
                "https://user:can ary@host",
                "https://canary@host",
                "canary@host",
                "https://host/?p=canary@x"
            })
    void aUserOrPasswordIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> BaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("baseUrl holds a user name")
                .hasMessageNotContainingAny("canary", "can ary");
    }
}
