package io.github.camelbulksms.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.camelbulksms.BulkSmsConstants;
import io.github.camelbulksms.sandbox.AcceptedMessage;
import io.github.camelbulksms.sandbox.SandboxExtension;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are elements: each is one recipient with one outcome, in order. */
class RowsTest {

    private static final String ANA = "381601234567";
    private static final String IVA = "381641111111";
    private static final JsonMapper JSON = new JsonMapper();

    @RegisterExtension
    static final SandboxExtension PROVIDER = new SandboxExtension();

    private static ListRig camel;

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

    record Customer(long id, String phone, String name) {}

    record Numbered(String phoneNumber, String sessionId) {}

    public static final class Bean {

        public long getId() {
            return 381647559476L;
        }

        public String getMobilePhone() {
            return "+" + ANA;
        }
    }

    static Stream<Arguments> taken() throws Exception {
        JsonNode json =
                JSON.readTree("[{\"id\":381647559476,\"phone\":\"+381601234567\"},\"+381641111111\",381601234568]");
        return Stream.of(
                arguments("strings", List.of("+" + ANA, IVA), List.of(ANA, IVA)),
                arguments("an array of strings", new String[] {"+" + ANA, IVA}, List.of(ANA, IVA)),
                arguments("an array of longs", new long[] {381601234567L, 381641111111L}, List.of(ANA, IVA)),
                arguments("an array of objects", new Object[] {381601234567L, "+" + IVA}, List.of(ANA, IVA)),
                arguments("an iterator", List.of(ANA, IVA).iterator(), List.of(ANA, IVA)),
                arguments("longs", List.of(381601234567L, 381641111111L), List.of(ANA, IVA)),
                arguments("ints that are no numbers", List.of(1202555012), List.of()),
                arguments("ints", List.of(298211234, 299221234), List.of("298211234", "299221234")),
                arguments("big integers", List.of(new BigInteger(ANA)), List.of(ANA)),
                arguments(
                        "whole decimals", List.of(new BigDecimal(ANA), new BigDecimal(IVA + ".00")), List.of(ANA, IVA)),
                arguments("whole doubles", List.of(381601234567.0, 3.81641111111E11), List.of(ANA, IVA)),
                arguments("a long", 381601234567L, List.of(ANA)),
                arguments("maps", List.of(map("id", 1L, "phone", ANA), map("id", 2L, "phone", IVA)), List.of(ANA, IVA)),
                arguments("JDBC rows", List.of(map("ID", 38164755947L, "PHONE", 381601234567L)), List.of(ANA)),
                arguments(
                        "JDBC rows of other words", List.of(map("CUSTOMER_ID", 1, "MOBILE_PHONE", ANA)), List.of(ANA)),
                arguments("JDBC decimals", List.of(map("ID", 1, "PHONE_NUMBER", new BigDecimal(ANA))), List.of(ANA)),
                arguments("a map", map("id", 381647559476L, "phone", "+" + ANA), List.of(ANA)),
                arguments("lists of cells", List.of(List.of(ANA, "a-1"), List.of(IVA, "b-2")), List.of(ANA, IVA)),
                arguments("lists of one cell", List.of(List.of(ANA), List.of(IVA)), List.of(ANA, IVA)),
                arguments("arrays of cells", Collections.singletonList(new Object[] {ANA, "a-1"}), List.of(ANA)),
                arguments("records", List.of(new Customer(381647559476L, "+" + ANA, "Ana")), List.of(ANA)),
                arguments("records with a session ID", List.of(new Numbered(ANA, "a-1")), List.of(ANA)),
                arguments("beans", List.of(new Bean()), List.of(ANA)),
                arguments("a JSON array", json, List.of(ANA, IVA, "381601234568")),
                arguments("JSON nodes", List.of(json.get(0), json.get(1)), List.of(ANA, IVA)),
                arguments("a text node", TextNode.valueOf("+" + ANA), List.of(ANA)),
                arguments("a JSON text", "[\"+381601234567\",381641111111]", List.of(ANA, IVA)),
                arguments(
                        "a JSON text of decimals",
                        "[381601234567.0,381601234500.0,3.81641111111e11]",
                        List.of(ANA, "381601234500", IVA)),
                arguments(
                        "a JSON text of objects",
                        "[{\"mobile\":\"+381601234567\",\"fax\":\"+381641111111\"}]",
                        List.of(ANA)),
                arguments("lines with session IDs", List.of(ANA + ",a-1", IVA + ",b-2"), List.of(ANA, IVA)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("taken")
    void rowsOfEveryTypeAreTaken(String what, Object body, List<String> numbers) {
        Exchange done = camel.send("", body);

        assertThat(sent()).as(what).containsExactlyInAnyOrderElementsOf(numbers);
        if (numbers.isEmpty()) {
            assertThat(done.getException()).isNotNull();
        } else {
            assertThat(done.getException()).isNull();
            assertThat(Counted.of(done).read()).isEqualTo(numbers.size());
        }
    }

    static Stream<Arguments> invalid() throws Exception {
        return Stream.of(
                arguments("null", null),
                arguments("an empty string", ""),
                arguments("a blank string", "   "),
                arguments("a header's word", "phone"),
                arguments("sep=;", "sep=;"),
                arguments("a comment", "# customers"),
                arguments("a double with a fraction", 381601234567.25),
                arguments("a decimal with a fraction", new BigDecimal("381601234567.25")),
                arguments("a rounded float", 3.81601234567E11f),
                arguments("not a number", Double.NaN),
                arguments("infinity", Double.POSITIVE_INFINITY),
                arguments("infinity of a float", Float.NEGATIVE_INFINITY),
                arguments("a negative number", -381601234567L),
                arguments("a negative double", -381601234567.0),
                arguments("a number too large", 3.8E22),
                arguments("zero", 0),
                arguments("a small number", 42),
                arguments("a boolean", true),
                arguments("a character", 'x'),
                arguments("an object", new Object()),
                arguments("a date", new java.sql.Date(0)),
                arguments("an instant", Instant.EPOCH),
                arguments("an empty map", Map.of()),
                arguments("a map without a phone", map("id", 381647559476L, "name", "Ana")),
                arguments("a map whose phone is null", map("id", 381647559476L, "phone", null)),
                arguments("a map of two phones", map("phone", "381647559476", "telephone", "381647559477")),
                arguments("a map of a fax", map("name", "Ana", "fax", "381647559476")),
                arguments("a map whose phone is not a number", map("phone", Double.NaN)),
                arguments("a map whose phone is a list", map("phone", List.of("381647559476", "381647559477"))),
                arguments("an empty list", List.of()),
                arguments("a list of two numbers", List.of("381647559476", "381647559477")),
                arguments("a list of three cells", List.of("381647559476", "a", "b")),
                arguments("two numbers in a string", "381647559476,381647559477"),
                arguments("two numbers in a string, with a blank", "381647559476 381647559477"),
                arguments("two lines in a string", "381647559476\n381647559477"),
                arguments("a header and a line in a string", "phone\n381647559476"),
                arguments("a list number", "1. 381647559476"),
                arguments("a JSON null", JSON.readTree("null")),
                arguments("a JSON fraction", JSON.readTree("381647559476.5")),
                arguments("a JSON object without a phone", JSON.readTree("{\"id\":381647559476}")),
                arguments("a record without a phone", new Nameless(381647559476L, "Ana")),
                arguments("a record with another inside", new Account(new Customer(1, "+" + IVA, "Iva"))),
                arguments("a bean whose phone is private", new Hidden()),
                arguments("a bean that fails", new Failing()),
                arguments("a map of another map", map("id", 1, "contact", map("phone", "+381647559476"))),
                arguments("a map whose phone is a map", map("phone", map("value", "+381647559476"))),
                arguments("a map whose phone is another map's", map("phone", Optional.of("+381647559476"))),
                arguments("an entry of a map", Map.entry("phone", "+381647559476")),
                arguments("a map by its numbers", Map.of(381647559476L, "+381647559477")),
                arguments("a JSON object in another", JSON.readTree("{\"contact\":{\"phone\":\"+381647559476\"}}")),
                arguments(
                        "a JSON object whose phone is one", JSON.readTree("{\"phone\":{\"value\":\"+381647559476\"}}")),
                arguments("a JSON object of phones", JSON.readTree("{\"phone\":[\"+381647559476\"]}")),
                arguments("a JSON boolean", JSON.readTree("{\"phone\":true}")),
                arguments("a JSON object of two phones", JSON.readTree("{\"phone\":1,\"Telefon\":2}")),
                arguments("an array of ints", new int[] {381, 647559476}),
                arguments("an array of doubles", new double[] {381647559476.5}),
                arguments("characters", "381647559476".toCharArray()),
                arguments("a fraction of a cent", map("phone", new BigDecimal("381647559476.0000001"))),
                arguments("a fraction in an exponent", map("phone", new BigDecimal("3816475594765E-1"))),
                arguments("a JDBC timestamp", map("PHONE", new java.sql.Timestamp(0))),
                arguments("a float of a database", map("PHONE", 3.8164756E11f)),
                arguments("a row of another country", map("COUNTRY", "DE", "PHONE", "15123456789")),
                arguments("a row of another calling code", map("phone_country_code", 49, "phone", 15123456789L)),
                arguments("a row with an extension", map("phone", "+381647559476", "ext", 12)),
                arguments("a JSON row of another country", JSON.readTree("{\"phone\":15123456789,\"country\":\"DE\"}")),
                arguments("a record of another country", new Abroad("15123456789", "Germany")),
                arguments("a row of a fax", map("phone_type", "fax", "phone", "+381647559476")),
                arguments("a row of a business fax", map("PhoneType", "Business Fax", "PhoneNumber", "+381647559476")),
                arguments("a row of a fax by any name", map("remark", "FAX", "phone", "+381647559476")),
                arguments("a row of a mother", map("phoneType", "mother", "phoneNumber", "+381647559476")),
                arguments("a JSON row of a fax", JSON.readTree("{\"type\":\"fax\",\"phone\":\"+381647559476\"}")),
                arguments("a bean that wants no calls", new Customers("+381647559476", true)),
                arguments("a row of who wants no calls", map("phone", "+381647559476", "doNotCall", true)),
                arguments(
                        "a JSON row of who wants no calls",
                        JSON.readTree("{\"phone\":\"+381647559476\",\"do_not_call\":true}")),
                arguments("a row with a calling code", map("phone", "381647559476", "zone", "+49")),
                arguments("a fax behind a number", List.of("+381647559476", "Fax")),
                arguments("an emergency contact behind a number", "+381647559476,Emergency contact"),
                arguments("a tel URI with something behind a colon", "tel:+381647559476:7"),
                arguments("a second number with a word", List.of("381647559476", "mob +381647559477")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.81601E+11", "3.81601e11", "381601E6", "38e10"})
    void aNumberOfJsonWhoseLastDigitsAreLostIsInvalid(String number) {
        Exchange done = camel.send("", "[\"+381601234567\"," + number + ",\"+381641111111\"]");

        assertThat(sent()).containsExactlyInAnyOrder(ANA, IVA);
        assertThat(Counted.of(done).invalid()).isEqualTo(1);
    }

    record Nameless(long id, String name) {}

    record Account(Customer customer) {}

    record Abroad(String phone, String country) {}

    record Customers(String phone, boolean doNotCall) {}

    public static final class Hidden {
        final String phone = "+381647559476";

        private String getPhone() {
            return phone;
        }
    }

    public static final class Failing {
        public String getPhone() {
            throw new IllegalStateException("no session");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void anElementThatIsNoRecipientIsInvalidAtItsPlace(String what, Object element) {
        List<Object> elements = new ArrayList<>(Arrays.asList(ANA, element, IVA, "381601234568"));

        Exchange done = camel.send("", elements);

        assertThat(done.getException()).as(what).isNull();
        assertThat(sent()).containsExactlyInAnyOrder(ANA, IVA, "381601234568");
        Counted counted = Counted.of(done);
        assertThat(counted.read()).isEqualTo(4);
        assertThat(counted.invalid()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void aloneItFailsTheExchange(String what, Object element) {
        Exchange done = camel.send("", new ArrayList<>(Arrays.asList(element)));

        assertThat(sent()).as(what).isEmpty();
        assertThat(done.getException()).isNotNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void firstItIsNoHeader(String what, Object element) {
        List<Object> elements = new ArrayList<>(Arrays.asList(element, ANA, IVA));

        Exchange done = camel.send("", elements, Map.of(), Map.of());

        assertThat(done.getException()).as(what).isNull();
        assertThat(Counted.of(done).read()).isEqualTo(3);
        assertThat(sent()).containsExactlyInAnyOrder(ANA, IVA);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("invalid")
    void inTheHeaderOfTheExchangeItIsTheSame(String what, Object element) {
        List<Object> elements = new ArrayList<>(Arrays.asList(ANA, element, IVA));

        Exchange done = camel.send("", "y", Map.of(BulkSmsConstants.RECIPIENTS, elements), Map.of());

        assertThat(done.getException()).as(what).isNull();
        assertThat(Counted.of(done).read()).isEqualTo(3);
        assertThat(sent()).containsExactlyInAnyOrder(ANA, IVA);
    }

    static Stream<Arguments> tablesWithoutNames() {
        String id = "381647559476";
        return Stream.of(
                arguments("rows", List.of(List.of("account", "phone"), List.of(id, "unknown"))),
                arguments("arrays", List.of(new String[] {"account", "Mobile"}, new String[] {id, ""})),
                arguments("lines", List.of("account;phone", id + ";unknown")),
                arguments("a table of three columns", List.of(List.of("account", "name", "phone"), List.of(id, "Ana"))),
                arguments("a JSON text", "[[\"account\",\"phone\"],[\"" + id + "\",\"unknown\"]]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tablesWithoutNames")
    void aTableThatCameAsItsLinesIsRefusedWhereItsNamesPutThePhoneElsewhere(String what, Object body) {
        Exchange done = camel.send("", body);

        assertThat(sent()).as(what).isEmpty();
        assertThat(done.getException()).hasMessageContaining("phoneColumn");
    }

    static Stream<Arguments> envelopes() throws Exception {
        String json = "{\"shop\":1,\"phone\":\"+381647559476\",\"customers\":[{\"phone\":\"+381601234567\"}]}";
        return Stream.of(
                arguments("a JSON text", json),
                arguments("a JSON node", JSON.readTree(json)),
                arguments("a map", map("phone", "+381647559476", "customers", List.of(map("mobile", "+" + ANA)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("envelopes")
    void aRowWithAListOfPhonesInItIsTakenForNeither(String what, Object body) {
        Exchange done = camel.send("", body);

        assertThat(sent()).as(what).isEmpty();
        assertThat(done.getException()).hasMessageContaining("phoneColumn");

        assertThat(camel.send("&phoneColumn=phone", body).getException()).isNull();
        assertThat(sent()).containsExactly("381647559476");
    }

    private static Map<String, Object> map(String key, Object value, String other, Object otherValue) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(other, otherValue);
        return map;
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }

    private static List<String> sent() {
        return PROVIDER.sandbox().messages().stream()
                .map(AcceptedMessage::phoneNumber)
                .toList();
    }
}
