package io.github.camelbulksms;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bulksms:sale?template=1+1",
                "bulksms:sale?batchSize=1&template=Hello+you",
                "bulksms:sale?template=x&senderId=+381111",
                "bulksms:sale?sessionId=a+b&run=x",
                "bulksms:sale?template=RAW(x) y",
                "bulksms:sale?template=RAW(x) y&run=1"
            })
    void whatCamelWouldChangeIsRefusedWithWhatToType(String uri) {
        assertThatThrownBy(() -> TypedUri.check(uri)).hasMessageContaining("=RAW(…)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bulksms:sale",
                "bulksms:sale?template=Hello you",
                "bulksms:sale?template=Hello%20you&run=a%2Bb",
                "bulksms:sale?template=RAW(1+1 & more)&senderId=RAW(+381)",
                "bulksms:sale?template=RAW{1+1)}&run=x",
                "bulksms:sale?template=a RAW(x)",
                "bulksms:sale?template=#bean:text&baseUrl=http://x/+",
                "bulksms://sale?template=Hello+you"
            })
    void whatArrivesAsItStandsIsNot(String uri) {
        assertThatCode(() -> TypedUri.check(uri)).doesNotThrowAnyException();
    }
}
