package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every header name of the dictionary in a list, between columns that hold strangers' numbers. */
class HeaderWordsTest {

    private static final String RIGHT = "381601234567";
    private static final String STRANGER = "381641111111";

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static ListRig camel;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCamel() {
        camel = new ListRig(
                PROVIDER.sandbox().baseUrl(),
                PROVIDER.sandbox().customerId(),
                PROVIDER.sandbox().apiKey());
    }

    @AfterAll
    static void stopCamel() {
        camel.close();
    }

    static Stream<String> taken() {
        return ofKinds("mobile", "phone", "recipient");
    }

    static Stream<String> takenAlone() {
        return ofKinds("alone");
    }

    static Stream<String> notTaken() {
        return ofKinds("landline", "other", "fax");
    }

    private static Stream<String> ofKinds(String... kinds) {
        return HeaderWords.all().stream()
                .filter(word -> List.of(kinds).contains(word.kind()))
                .map(HeaderWords.Word::name);
    }

    @ParameterizedTest
    @MethodSource("taken")
    void theColumnOfThatNameIsTaken(String name) throws Exception {
        Exchange done = send("customer,%s,note\n%s,+%s,%s\n".formatted(quoted(name), STRANGER, RIGHT, STRANGER));

        assertThat(done.getException()).isNull();
        assertThat(sent()).containsExactly(RIGHT);
    }

    @ParameterizedTest
    @MethodSource("takenAlone")
    void aColumnOfThatNameIsTakenWhereItIsTheOnlyOne(String name) throws Exception {
        Exchange done = send("%s\n+%s\n".formatted(quoted(name), RIGHT));

        assertThat(done.getException()).isNull();
        assertThat(sent()).containsExactly(RIGHT);
    }

    @ParameterizedTest
    @MethodSource("takenAlone")
    void aColumnOfThatNameIsNotTakenAmongOthers(String name) throws Exception {
        Exchange done = send("customer,%s\n%s,%s\n".formatted(quoted(name), STRANGER, STRANGER));

        assertThat(sent()).isEmpty();
        assertThat(done.getException()).hasMessageContaining("phoneColumn");
    }

    @ParameterizedTest
    @MethodSource("notTaken")
    void theColumnOfThatNameIsNotTaken(String name) throws Exception {
        Exchange done = send("customer,%s\n%s,+%s\n".formatted(quoted(name), STRANGER, STRANGER));

        assertThat(sent()).isEmpty();
        assertThat(done.getException()).hasMessageContaining("phoneColumn");
    }

    @ParameterizedTest
    @MethodSource("notTaken")
    void besideAPhoneTheColumnOfThatNameIsNoRival(String name) throws Exception {
        Exchange done = send("%s;Telefonnummer\n+%s;+%s\n".formatted(quoted(name), STRANGER, RIGHT));

        assertThat(done.getException()).isNull();
        assertThat(sent()).containsExactly(RIGHT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mobile",
                "MobilePhone",
                "cell",
                "tel",
                "gsm",
                "Telefon",
                "telefono",
                "teléfono",
                "手机号",
                "телефон",
                "ТЕЛЕФОН",
                "telefon",
                "TELEFONO",
                "phone-number",
                "Phone.Number",
                " phone ",
                "phone number:",
                "Phone*",
                "CEP TELEFONU",
                "Cep Telefonu",
                "CEP_TELEFONU",
                "ＰＨＯＮＥ",
                "Te\u0301le\u0301phone"
            })
    void aNameIsKnownInItsUsualSpellings(String name) throws Exception {
        Exchange done = send("customer,%s\n%s,+%s\n".formatted(quoted(name), STRANGER, RIGHT));

        assertThat(done.getException()).isNull();
        assertThat(sent()).containsExactly(RIGHT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Phone verified",
                "Phone 1 - Label",
                "Phone type",
                "Mobile OS",
                "phone_id",
                "is_mobile",
                "telephony",
                "Cellar",
                "phone_consent",
                "SMS consent",
                "IBAN",
                "PIB",
                "JMBG",
                "id",
                "customer",
                "date",
                "amount",
                "x"
            })
    void aNameThatOnlyLooksLikeOneIsNotTaken(String name) throws Exception {
        Exchange done = send("%s,city\n%s,Novi Sad\n".formatted(name, STRANGER));

        assertThat(sent()).isEmpty();
        assertThat(done.getException()).hasMessageContaining("phoneColumn");
    }

    @Test
    void whenNoColumnIsAPhoneThoseThatLookLikeOneAreNamed() throws Exception {
        Exchange done = send("city,handset,note\nNovi Sad,+%s,ring\nNiš,+%s,\n".formatted(STRANGER, STRANGER));

        assertThat(sent()).isEmpty();
        assertThat(done.getException()).hasMessageContainingAll("handset", "phoneColumn");
    }

    @Test
    void twoCandidatesAreBothNamed() throws Exception {
        Exchange done = send("Handy,Mobilnummer\n+%s,+%s\n".formatted(STRANGER, STRANGER));

        assertThat(sent()).isEmpty();
        assertThat(done.getException()).hasMessageContainingAll("Handy", "Mobilnummer", "phoneColumn");
    }

    @ParameterizedTest
    @CsvSource({"Handset", "handset", "3"})
    void theHeaderOfTheExchangeNamesTheColumn(String column) throws Exception {
        Path file = Files.writeString(
                folder.resolve("list.csv"), "Mobile,Phone,Handset\n+%s,+%s,+%s\n".formatted(STRANGER, STRANGER, RIGHT));

        Exchange done =
                camel.send("&phoneColumn=Mobile", file.toFile(), Map.of("CamelBulkSmsPhoneColumn", column), Map.of());

        assertThat(done.getException()).isNull();
        assertThat(sent()).containsExactly(RIGHT);
    }

    @ParameterizedTest
    @CsvSource({"order,order", "Order,ORDER", "2,order"})
    void theSessionIdComesFromItsColumn(String column, String header) throws Exception {
        Path file = Files.writeString(
                folder.resolve("list.csv"), "phone,%s\n+%s,%s\n".formatted(header, RIGHT, "10000001"));

        Exchange done = camel.send("", file.toFile(), Map.of("CamelBulkSmsSessionIdColumn", column), Map.of());

        assertThat(done.getException()).isNull();
        assertThat(PROVIDER.sandbox().messages())
                .extracting(AcceptedMessage::phoneNumber, AcceptedMessage::sessionId)
                .containsExactly(tuple(RIGHT, "10000001"));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void theKeyOfARowOfThatNameIsTakenInAnyCase(String name) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ID", Long.valueOf(STRANGER));
        row.put(name.toUpperCase(Locale.ROOT), RIGHT);

        Exchange done = camel.send("", List.of(row));

        assertThat(done.getException()).isNull();
        assertThat(sent()).containsExactly(RIGHT);
    }

    private Exchange send(String text) throws Exception {
        return camel.send(
                "", Files.writeString(folder.resolve("list.csv"), text).toFile());
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static List<String> sent() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
