package io.github.camelbulksms.lists;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of every shape that people and tools give a list. */
final class RandomTables {

    private static final List<String> OTHER_HEADERS = List.of(
            "id",
            "customer_no",
            "name",
            "First Name",
            "date",
            "amount",
            "city",
            "note",
            "Phone verified",
            "Phone 1 - Label",
            "order",
            "E-mail",
            "PIB",
            "Created (UTC)",
            "",
            "Sifra",
            "Country",
            "Country Code",
            "Ext",
            "Vorwahl",
            "Pozivni broj",
            "DDD",
            "Land",
            "Land/Region geschäftlich",
            "Ship-to Country",
            "Phone 1 - Type",
            "Phone Type",
            "Type",
            "Telefontyp",
            "Contact Type",
            "Job title",
            "Last name",
            "DoNotCall",
            "Nst.",
            "phone_cc",
            "country_id",
            "Zone",
            "session_id");

    /** As people write them, in no list of anybody's. */
    private static final List<String> COUNTRIES = List.of(
            "DE",
            "US",
            "Serbia",
            "Deutschland",
            "Österreich",
            "A",
            "UAE",
            "KSA",
            "Brasil",
            "Schweiz/CH",
            "Atlantis",
            "n/a",
            "+49",
            "381",
            "0044");

    /** What stands beside numbers, and may say that they are nobody's. */
    private static final List<String> LABELS = List.of(
            "Fax",
            "Business Fax",
            "Pager",
            "Emergency",
            "Assistant",
            "Mother",
            "Telefon alt",
            "Wrong number",
            "nicht anrufen",
            "Yes",
            "No",
            "+41",
            "+381",
            "0049",
            "Fax & Co",
            "Customer");

    private final Random random;
    private final RandomNumbers numbers;

    RandomTables(Random random, RandomNumbers numbers) {
        this.random = random;
        this.numbers = numbers;
    }

    /** Lines that end with LF, or a text that is one line. */
    String any() {
        return switch (random.nextInt(30)) {
            case 0, 1, 2 -> lines(this::cell);
            case 3, 4 -> numbersAndIds(pick(",", ";", "\t", "|"));
            case 5, 6, 7, 8, 9, 10 -> table(pick(",", ";", "\t", "|"));
            case 11 ->
                pick("Report: customers", "Kundenliste November", "Customers,2026,", "Contacts", "# list") + "\n"
                        + pick("", "\n") + table(",");
            case 12 -> rows(pick(",", ";"), 3);
            case 13 -> twoTables(pick(",", ";"));
            case 14 -> wire();
            case 15 -> "sep=;\n" + table(pick(";", ";", ";", ","));
            case 16 ->
                " id | phone \n----+-------\n" + lines(() -> " " + numbers.digits() + " | " + cell()) + "(2 rows)\n";
            case 17 ->
                "| id | phone |\n|----|-------|\n" + lines(() -> "| " + numbers.digits() + " | " + cell() + " |");
            case 18 ->
                "BEGIN:VCARD\nTEL;TYPE=CELL:" + cell() + "\nGEO:44817813,20456897\nX-ID:" + numbers.digits()
                        + "\nEND:VCARD\n";
            case 19 -> lines(() -> "{\"id\":" + numbers.digits() + ",\"phone\":\"" + numbers.spelled() + "\"}");
            case 20 -> "From: Ana\nTo: " + cell() + "\nSubject: " + cell() + "\n\n" + lines(this::cell);
            case 21 -> counted(pick("%d. ", "%d) ", "(%d) ", "%7d ", "%d:", "%d\t", "%d - ", "%d,", "#%d,"));
            case 22 -> lines(() -> "%-14s%-18s%s".formatted(numbers.digits(), cell(), "Ana"));
            case 23 ->
                lines(() -> pick("phone=", "phone: ", "  - ", "< ", "<phone>", "INSERT INTO c VALUES (")
                        + cell()
                        + pick("", ");", "</phone>"));
            case 24 -> any() + any();
            case 25 -> personsAndCountries(pick(",", ";", "\t"));
            case 26 -> table(pick(",", ";")).replaceFirst("^[^,;\n]*[,;]", "");
            case 27 -> numbersAndIds("\t").replace("a-1\n", "a\\\n");
            case 28 ->
                table(";")
                        + pick(
                                "Firma;Fax",
                                "Firma;Nummer",
                                "Fax",
                                "Name;Assistant's Phone",
                                "Firma;Telefax-Nr.",
                                "Kundennummer",
                                "Customer;Customer Number",
                                "Nicht anrufen",
                                "STOP;",
                                "Lieferanten:")
                        + "\n" + rows(";", 2);
            default -> table(",") + pick("Total,2\n", "\"footer\n" + numbers.digits() + "\"\n", "sep=;\n");
        };
    }

    private String cell() {
        return switch (random.nextInt(12)) {
            case 0 -> numbers.something();
            case 1 -> numbers.nearly();
            default -> numbers.spelled();
        };
    }

    private interface Line {
        String text();
    }

    private String lines(Line line) {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> line.text() + "\n")
                .collect(Collectors.joining());
    }

    private String counted(String form) {
        int first = 1 + random.nextInt(20);
        return IntStream.range(0, 2 + random.nextInt(5))
                .mapToObj(i -> form.formatted(first + i) + (random.nextInt(3) == 0 ? cell() : numbers.digits()) + "\n")
                .collect(Collectors.joining());
    }

    private String numbersAndIds(String delimiter) {
        boolean digits = random.nextInt(4) == 0;
        return lines(() -> cell()
                + delimiter
                + (digits && random.nextInt(3) > 0
                        ? numbers.digits()
                        : pick("a-1", "b", "", "\\N", "20261124", "Fax", "nicht anrufen")));
    }

    private String wire() {
        String text = IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(i -> (random.nextInt(9) == 0 ? cell() : numbers.digits())
                        + (random.nextInt(5) == 0 ? "" : ":s-" + i))
                .collect(Collectors.joining(pick(",", ",", ",", "\n", ", ")));
        return random.nextInt(3) > 0
                ? text
                : text + "," + pick(cell(), "Ana Example", numbers.something()) + "," + numbers.digits() + ","
                        + numbers.digits();
    }

    /** A number, written as within its country, beside the name of another one. */
    private String personsAndCountries(String delimiter) {
        String country = pick("Country", "Land", "Land/Region geschäftlich", "Ship-to Country", "Pays/Région (bureau)");
        return String.join(delimiter, "Name", country, pick("Mobile", "Phone", "Telefon")) + "\n"
                + lines(() -> String.join(
                        delimiter,
                        pick("Ana", "Example" + delimiter + " Iva", "Huber"),
                        COUNTRIES.get(random.nextInt(COUNTRIES.size())),
                        random.nextInt(3) > 0 ? numbers.national() : cell()));
    }

    private String twoTables(String delimiter) {
        List<String> headers = headers();
        List<String> others = new ArrayList<>(headers);
        Collections.shuffle(others, random);
        return table(delimiter, headers) + pick("", "\n") + table(delimiter, random.nextBoolean() ? others : headers());
    }

    private String table(String delimiter) {
        return table(delimiter, headers());
    }

    private List<String> headers() {
        List<String> headers = new ArrayList<>();
        for (int i = 0, columns = 1 + random.nextInt(5); i < columns; i++) {
            headers.add(random.nextInt(5) < 2 ? word() : OTHER_HEADERS.get(random.nextInt(OTHER_HEADERS.size())));
        }
        return headers;
    }

    private String word() {
        return HeaderWords.all().get(random.nextInt(HeaderWords.all().size())).name();
    }

    private String table(String delimiter, List<String> headers) {
        return headers.stream().map(header -> quoted(header, delimiter)).collect(Collectors.joining(delimiter)) + "\n"
                + rows(delimiter, headers.size());
    }

    /** Every column has numbers in it: a reader that takes the wrong one reaches a stranger. */
    private String rows(String delimiter, int columns) {
        boolean ragged = random.nextInt(5) == 0;
        return lines(() -> IntStream.range(0, ragged ? Math.max(1, columns + random.nextInt(3) - 1) : columns)
                .mapToObj(i -> quoted(tableCell(), delimiter))
                .collect(Collectors.joining(delimiter)));
    }

    private String tableCell() {
        return switch (random.nextInt(12)) {
            case 0 -> "ring\n" + numbers.digits() + ",first\n";
            case 1, 2 -> numbers.something();
            case 3 ->
                pick(
                        "Ana",
                        "Iva \"the first\"",
                        "Mobile",
                        "Mobile",
                        "Home Fax",
                        "",
                        "",
                        "none",
                        "#Iva",
                        "-- Iva",
                        "Kundennummer",
                        LABELS.get(random.nextInt(LABELS.size())));
            case 4 -> COUNTRIES.get(random.nextInt(COUNTRIES.size()));
            case 5 -> pick("12", "060", "0151", numbers.withoutFront(), "Assistant", "Pager");
            default -> cell();
        };
    }

    private String quoted(String cell, String delimiter) {
        boolean must = cell.contains(delimiter) || cell.contains("\n") || cell.startsWith("\"");
        if (must ? random.nextInt(30) > 0 : random.nextInt(6) == 0) {
            return '"' + cell.replace("\"", "\"\"") + '"';
        }
        return cell;
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }
}
