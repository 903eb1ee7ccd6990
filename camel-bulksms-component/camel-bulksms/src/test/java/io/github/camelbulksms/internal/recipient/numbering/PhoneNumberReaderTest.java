package io.github.camelbulksms.internal.recipient.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Unusable;
import io.github.camelbulksms.internal.recipient.numbering.PhoneNumberReading.Usable;
import io.github.camelbulksms.model.BareNumbers;
import io.github.camelbulksms.model.NumberCheck;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options are as a user would write them: the region, bareNumbers, and numberCheck where it is not safe. */
class PhoneNumberReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # with a country code
            381601234567                  |       | 381601234567
            +381601234567                 |       | 381601234567
            00381601234567                |       | 381601234567
            +381 60 123-45-67             |       | 381601234567
            +381.60.123.45.67             |       | 381601234567
            + 381 60 1234567              |       | 381601234567
            (+381) 60 1234567             |       | 381601234567
            +(381) 60 1234567             |       | 381601234567
            (381) 601234567               | RS    | 381601234567
            (381) 601234567               |       | what stands in brackets in front is an area code
            00 381 (60) 1234567           |       | 381601234567
            381 60 123 45 67              |       | 381601234567
            +381 60 / 123 - 4567          |       | 381601234567
            +1 (202) 555-0123             |       | 12025550123
            +1 202 555 0100               |       | 12025550100
            1-202-555-0123                |       | 12025550123
            1 (202) 555-0123              |       | 12025550123
            1.202.555.0123                |       | 12025550123
            1 2025550123                  |       | 12025550123
            +447911 123456                |       | 447911123456
            447911 123456                 |       | 447911123456
            +9198765 43210                |       | 919876543210
            +38050123 4567                |       | 380501234567
            +91 98765-43210               |       | 919876543210
            +49 15123456789               |       | 4915123456789
            0049 15123456789              |       | 4915123456789
            +49 151 23456789              |       | 4915123456789
            49 151 23456789               |       | 4915123456789
            86 13912345678                |       | 8613912345678
            +86 13912345678               |       | 8613912345678
            +358 40 123 4567              |       | 358401234567
            +225 07 12 34 56 78           |       | 2250712345678
            +5511961234567                |       | 5511961234567
            # possible is enough where nothing is guessed, but bare digits must be valid
            +447700900123                 |       | 447700900123
            00447911123456                |       | 447911123456
            00447700900123                | RS    | 447700900123
            # where no region says that 00 is dialled, it may fill up a customer number
            00447700900123                |       | no range
            0046123456                    |       | no range
            0000381601234567              |       | no range
            447700900123                  |       | it is no number
            447700900123                  | possible | 447700900123
            +447700900123                 | valid | in no range
            +381 1                        |       | no numbers of this length
            +999123456789                 |       | no such country code
            +999123456789                 | shape | 999123456789
            1234567                       |       | it is no number
            1234567                       | shape | 1234567
            123456                        | shape | expected 7 to 15 digits
            1234567890123456              | shape | expected 7 to 15 digits
            +0381601234567                | shape | not starting with 0
            0601234567                    |       | the option defaultRegion
            # the 0 that is dialled only within the country
            44 (0)20 7946 0018            |       | 442079460018
            44 (0)20 7946 0018            | shape | 442079460018
            44 (0) 07911 123456           |       | 447911123456
            3(81/0.078)3 8- 1641          |       | in no range
            44 (0)20 7946 0018            | DE    | 442079460018
            +44 (0)20 7946 0018           | shape | 442079460018
            +44 (020) 7946 0018           |       | 442079460018
            +44 (020) 7946 0018           | shape | 442079460018
            +44 0 7911 123456             |       | 447911123456
            +44 0 7911 123456             | shape | 447911123456
            44 0 7911 123456              | shape | 447911123456
            0044 (0) 7911 123456          |       | 447911123456
            (+44) (0) 7911 123456         |       | 447911123456
            +4407911123456                |       | 447911123456
            +49 (0)171 1234567            |       | 491711234567
            +39 06 698 12345              |       | 390669812345
            +39 06 698 12345              | shape | 390669812345
            +39 (0)6 698 12345            |       | 390669812345
            +39 (0)333 123 4567           |       | 393331234567
            +34 (0)612 345 678            |       | 34612345678
            +39 0 333 123 4567            |       | 393331234567
            +49 0 171 1234567             |       | 491711234567
            44 0 7911 123456              | DE    | 447911123456
            +34 0612 345 678              |       | no numbers of this length
            +69 (0)41995                  |       | no numbers of this length
            00 66 81 234 2852             | JP    | 66812342852
            003723212754                  | JP    | can be read as
            211234                        | FO    | 298211234
            550040                        | DE national | less than 7 digits
            060/123/4567                  | RS    | 381601234567
            601 234 567                   | PL    | 48601234567
            20121124                      | DK    | 4520121124
            0711 1234-0                   | DE    | 4971112340
            +381 60 123 456-7             |       | a range of numbers
            +381 60 12 345/67             |       | a range of numbers
            20261124                      | DE    | reads as a date
            23 456 789                    | DE    | reads as an amount
            21/815/08150                  | DE    | reads as a tax number
            # what keeps its 0 must be a number with it
            +7 (0)301 123-25-9            |       | no numbers of this length
            +7 (0301) 123-25-9            |       | no numbers of this length
            7 (0)301 123-25-9             | possible | no numbers of this length
            7 0301 123 25 9               | possible | it is no number
            +54 11 15 2345 6789           |       | 5491123456789
            +55 0 15 11 96123 4567        |       | 5511961234567
            # national
            060 123 4567                  | RS    | 381601234567
            060/123-4567                  | RS    | 381601234567
            060.1234567                   | RS    | 381601234567
            060 123 4567                  | RS shape | 381601234567
            060 123 4567                  | RS possible | 381601234567
            312 097 4158                  | IT    | 393120974158
            2 060 123 4567                | RS    | +3816…67 (mobile) with a list number in front
            12 012 34 59 88               | AT    | may have a list number
            17 01481 256778               | AT    | may have a list number
            4 721217                      | DE    | may have a list number
            +689 7(0)87 12 33 26          |       | a 0 that is not behind the country code
            +381 (0)60 123 4567           |       | 381601234567
            2 381 60 123 4567             | RS    | neither a number of region RS
            0381601234567                 | RS    | neither a number of region RS
            (060) 123-4567                | RS    | 381601234567
            60 123 4567                   | RS    | 381601234567
            381601234567                  | RS    | 381601234567
            0171/1234567                  | DE    | 491711234567
            (0)171 1234567                | DE    | 491711234567
            0151 23456789                 | DE    | 4915123456789
            01512 3456789                 | DE    | 4915123456789
            (202) 555-0123                | US    | 12025550123
            1 202 555 0123                | US    | 12025550123
            12025550123                   | US    | 12025550123
            8 916 123-45-67               | RU    | 79161234567
            79161234567                   | RU    | 79161234567
            9161234567                    | RU    | 79161234567
            07911 123456                  | gb    | 447911123456
            7911123456                    | GB    | 447911123456
            98765 43210                   | IN    | 919876543210
            06 698 12345                  | IT    | 390669812345
            333 123 4567                  | IT    | 393331234567
            06 20 123 4567                | HU    | 36201234567
            5550100                       | US    | neither a number of region US
            0601                          | RS    | neither a number of region RS
            0601                          | RS shape | neither a number of region RS
            # two readings: the one that can be a mobile, or none
            4915123456789                 | DE    | 4915123456789
            4915123456789                 | DE valid | 4915123456789
            4915123456789                 | DE shape | 4915123456789
            4915123456789                 | DE international | 4915123456789
            4915123456789                 | DE national | can be read as +4949…89 (fixed line) and as +4915…89 (mobile); expected + and the country code in front, or 0 as it is dialled within region DE
            436641234567                  | AT    | 436641234567
            436641234567                  | DE    | 436641234567
            381601234567                  | DE    | 381601234567
            381601234567                  | AT    | 381601234567
            447911123456                  | RS    | 447911123456
            447911123456                  | RS national | (bareNumbers is national)
            15123456789                   | DE    | can be read as +4915…89 (mobile) and as +1512…89 (fixed line or mobile); expected + and the country code in front, or the option bareNumbers
            15123456789                   | DE national | 4915123456789
            15123456789                   | DE international | 15123456789
            0601234567                    | RS international | 381601234567
            381601234567                  | RS national | 381601234567
            # as one dials abroad there
            0011 44 7700 900123           | AU    | 447700900123
            0011447911123456              | AU    | 447911123456
            0044 7911 123456              | AU    | 447911123456
            011 44 7911 123456            | US    | 447911123456
            0044 7911 123456              | US    | 447911123456
            001 44 7911 123456            | SG    | 447911123456
            0044 7911 123456              | SG    | 447911123456
            004930123091                  | SG    | 4930123091
            0061412345679                 | KR    | 61412345679
            001-44-7911-123456            | HK    | 447911123456
            00700 44 7911 123456          | KR    | 447911123456
            0021 44 7911 123456           | BR    | 447911123456
            0041 79 123 45 67             | BR    | 41791234567
            005 44 7911 123456            | CO    | 447911123456
            001 44 7911 123456            | TH    | 447911123456
            010 44 7911 123456            | JP    | 447911123456
            8~10 44 7911 123456           | RU    | 447911123456
            8-10-44-7911-123456           | RU    | 447911123456
            0~0 44 7911 123456            | UA    | 447911123456
            8~10 44 7911 123456           |       | TILDE at character 2
            0011 44 7700 900123           | AU shape | 447700900123
            0014155550123                 | HK    | 14155550123
            0014792234567                 | HK    | can be read as +1479…67 (fixed line or mobile) and as +4792…67 (mobile); expected + and
            # what spreadsheets, address books and other scripts make of it
            ="+381601234567"              |       | 381601234567
            ="060 123 4567"               | RS    | 381601234567
            tel:+381-60-123-4567          |       | 381601234567
            TEL:%2B381601234567           |       | 381601234567
            sms:+381601234567             |       | 381601234567
            callto:+381601234567          |       | 381601234567
            sms:+381601234567?body=Hi     |       | QUESTION MARK
            tel:060-123-4567              | RS    | 381601234567
            tel:+381601234567;ext=12      |       | has an extension
            tel:0601;phone-context=+381   |       | URI with parameters
            +381601234567 ext. 12         |       | has an extension
            +1 202 555 0123 x12           |       | has an extension
            +1 202 555 0123,12            |       | COMMA
            3.81602E+11                   |       | in scientific notation
            ３８１６０１２３４５６７       |       | 381601234567
            ＋３８１（６０）１２３４５６７ |       | 381601234567
            +٣٨١٦٠١٢٣٤٥٦٧                 |       | 381601234567
            ۰۹۱۲۳۴۵۶۷۸۹                   | IR    | 989123456789
            +९१९८७६५४३२१०                 |       | 919876543210
            381–60—1234−567               | shape | 381601234567
            ０９０ー１２３４ー５６７８        | JP    | 819012345678
            """)
    void aNumberIsReadInTheOneWayThatItCanBeMeant(String written, String options, String expected) {
        assertReads(written, options, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # list numbers and counts
            1. 381601234567               | holds '. ' between digits
            1) 381601234567               | a bracket is not closed
            (1) 381601234567              | starts as with a list number
            1 381601234567                | +3816…67 (mobile) with a list number in front
            12 381601234567               | +3816…67 (mobile) with a list number in front
            49 381601234567               | +3816…67 (mobile) with a list number in front
            1.381601234567                | decimal number
            52.5200066                    | decimal number
            0.12345678                    | decimal number
            1.2025550123                  | decimal number
            1 - 381601234567              | starts as with a list number
            1 381 60 123 4567             | +3816…67 (mobile) with a list number in front
            001 381601234567              | +3816…67 (mobile) with a list number in front
            49 15123456789                | +1512…89 (fixed line or mobile) with a list number in front
            (5) 27101234857               | starts as with a list number
            (5) 2662-2183469              | starts as with a list number
            (12) 61412345678              | starts as with a list number
            5 27101234857                 | +2710…57 (fixed line) with a list number in front
            15 006903986                  | +6903…86 (fixed line) with a list number in front
            #1 381601234567               | NUMBER SIGN at character 1
            # two numbers, or something behind one
            381601234567 12               | digits behind a number
            0601234567 12                 | the option defaultRegion
            5550100 5550101               | digits behind a number
            +4930123091 4567              | digits behind a number
            381601234567/381647559476     | expected 7 to 15 digits
            +381601234567/8               | digits behind a number
            +381601234567-12              | digits behind a number
            +381601234567 / +381647559476 | holds ' / +' between digits
            381601234567;381647559476     | SEMICOLON at character 13
            381601234567,381647559476     | COMMA at character 13
            12345   381601234567          | holds '   ' between digits
            +381 60  1234567              | holds '  ' between digits
            # amounts
            381601234567.00               | decimal number
            381601234567.0                | decimal number
            +381601234567.0               | decimal number
            381601234567.25               | decimal number
            12345.67                      | decimal number
            12345.678                     | decimal number
            123 456 789.50                | decimal number
            1,234,567                     | COMMA at character 2
            -381601234567                 | holds '-' in front
            381601234567-                 | holds '-' behind the digits
            (381601234567)                | all of it is in brackets
            12.345.678-5                  | reads as a tax number
            119.876.543-21                | reads as a tax number
            123/456/78901                 | reads as a tax number
            23 456 789 012                | reads as an amount
            4.18.0.20261124               | reads as a version number
            # dates and addresses
            2026-11-24                    | reads as a date
            2026-1-14                     | reads as a date
            2026-11-24 10-30              | reads as a date
            24.11.2026                    | reads as a date
            11/24/2026                    | reads as a date
            24-11-2026                    | reads as a date
            24.11.2026 10.30              | reads as a date
            2026-11-24 10:30              | COLON
            10.20.30.40                   | reads as an IP address
            192.168.100.200               | reads as an IP address
            # no way to write a number
            +                             | there are no digits
            ++381601234567                | holds '++' in front
            381+601234567                 | holds '+' between digits
            381601234567+                 | holds '+' behind the digits
            +381 ((60)) 1234567           | holds ' ((' between digits
            +381 (60 1234567              | a bracket is not closed
            +381 60) 1234567              | not opened
            381--601234567                | holds '--' between digits
            38160123456x                  | LATIN SMALL LETTER X at character 12
            0800 FLOWERS                  | LATIN CAPITAL LETTER F at character 6
            N/A                           | LATIN CAPITAL LETTER N at character 1
            """)
    void whatIsNoSingleNumberIsRefusedByEveryCheck(String written, String reason) {
        assertReads(written, "shape", reason);
        assertThat(read(written, "safe")).isInstanceOf(Unusable.class);
        assertThat(read(written, "RS")).isInstanceOf(Unusable.class);
        assertThat(read(written, "possible")).isInstanceOf(Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'381601234567",
                "'381601234567'",
                "\u2019+381601234567",
                " 381601234567 ",
                "\u00A0381\u00A060\u202F1234567\u3000",
                "\u202A+381601234567\u202C",
                "\uFEFF381601234567",
                "381\u200B60\u200B1234567",
                "\u2066'+381 60\u00A0123-4567\u2069",
                "=\"'381601234567\""
            })
    void whatCannotBeSeenAndWhatSpreadsheetsPutInFrontIsPassedOver(String written) {
        assertReads(written, "", "381601234567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00A0",
                "\uFEFF",
                "\t381601234567",
                "381601234567\n",
                "381601\u0000234567",
                "'",
                "=\"\"",
                "tel:"
            })
    void blanksAloneAndControlCharactersAreNoNumber(String written) {
        assertThat(read(written, "shape")).isInstanceOf(Unusable.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            617-912-34567                 | US
            (617) 912-34567               | US
            202-555-01599                 | US
            (202) 555-01598               | US
            (447) 400-123456              | US
            (336) 612-34567 8             | US
            (919) 812-345678              | US
            (819) 012-345678              | US
            491-512-3456789               | US
            (47) 9123-4567                | BR
            (45) 9123-4568                | BR
            (65) 9123-4569                | BR
            (49) 9123-4560                | BR
            47 9123-4567                  | BR
            4791234567                    | BR
            0055 (47) 9123-4567           | BR
            0055 (45) 9123-4567           | BR
            0055 65 9123-4567             | BR
            00554791234567                | BR
            0041 79 123 456 789           | BR
            1 55 1234 5671                | MX
            1 (55) 1234-5671              | MX
            15512345671                   | MX
            79 123 456 789                | CH
            79 123 456 789                | DE
            659 123 4567                  | ES
            659 123 4567                  | PL
            612 345 678 90                | ES
            336 12345678                  | IT
            347 12345678                  | IT
            601 234 56789                 | PL
            601 234 56789                 | CZ
            (601) 234-56-789              | RS
            (33) 612-345-678              | PL
            669 123 456 78                | PL
            (381) 601-23-456              | RU
            (447) 400-12-34-56            | RU
            407 123 456 78                | NO
            447400 123456                 | IN
            9779 812345678                | IN
            (361) 555-0143                |
            (423) 234-0143                |
            (352) 555-0143                |
            (336) 123-45678               |
            361.234.5678                  |
            435-555-0143                  |
            423 234 0143                  |
            435 5550143                   |
            435555-0143                   |
            38160 1234567                 | DE
            (381) 60 1234567              | DE
            (49 151) 23456789             | DE
            (4915) 123456789              | DE
            0061 412 345 6789             | SG
            0061 412 345 6789             | KR
            0044791112345                 | SG
            0057 912 345 6789             | CO
            491701234567                  | DE national
            4915123456780                 | DE national
            381601234567                  | DE national
            436641234567                  | DE national
            49 170 1234567                | DE national
            381 60 1234567                | DE national
            15 1234-5678                  | AR
            49 15123456789                | DE
            679 712 3456                  | ES
            679 23 74 368                 | ES
            222 202 76057                 | MX
            220 925 5153                  | CZ
            49 39 93 583                  | DK
            32 11 40 8210                 | DK
            691 320 1234                  | PL
            """)
    void aNumberWithASlipOrWithoutItsCountryCodeIsNoNumberAbroad(String written, String options) {
        PhoneNumberReading reading = read(written, options == null ? "" : options);
        assertThat(reading).isInstanceOfSatisfying(Unusable.class, unusable -> assertThat(unusable.reason())
                .containsAnyOf("+ and the country code", "starts with +", "region", "this country code"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            +49 (0)151 23456789           | DE               | 4915123456789
            0151/23456789                 | DE               | 4915123456789
            49 151 23456789               | DE               | 4915123456789
            49151 23456789                | DE               | 4915123456789
            (49) 151 23456789             | DE               | 4915123456789
            381 60 1234567                | DE               | 381601234567
            381601234567                  | DE               | 381601234567
            38160 1234567                 | DE international | 381601234567
            (202) 555-0143                | US               | 12025550143
            1 (202) 555-0143              | US               | 12025550143
            202.555.0143                  | US               | 12025550143
            361.234.5678                  | US               | 13612345678
            (361) 555-0143                | US               | 13615550143
            44 7911 123456                | US               | 447911123456
            (060) 123-4567                | RS               | 381601234567
            381 (60) 123-4567             | RS               | 381601234567
            38160/123-4567                | RS               | 381601234567
            (47) 99123-4567               | BR               | 5547991234567
            55 (47) 99123-4567            | BR               | 5547991234567
            0055 (47) 99123-4567          | BR               | 5547991234567
            005547991234567               | BR               | 5547991234567
            0021 44 7911 123456           | BR               | 447911123456
            0057 300 123 4567             | CO               | 573001234567
            55 1234 5671                  | MX               | 525512345671
            1 551 234 5671                | MX international | 15512345671
            11 15 1234-5678               | AR               | 5491112345678
            (11) 15-1234-5678             | AR               | 5491112345678
            0011 447911 123456            | AU               | 447911123456
            001 44 7911 123456            | SG               | 447911123456
            361.234.5678                  | HU               | 3612345678
            139 1234 5678                 | CN               | 8613912345678
            381 60 1234567                |                  | 381601234567
            38160 1234567                 |                  | 381601234567
            336 12 34 56 78               |                  | 33612345678
            1 202 555 0143                |                  | 12025550143
            00381 (60) 1234567            |                  | 381601234567
            361.234.5678                  | international    | 3612345678
            361234-5678                   | international    | 3612345678
            1701234567                    | DE national      | 491701234567
            0381601234                    | DE national      | 49381601234
            336 1234567                   | IT               | 393361234567
            33612345678                   | IT               | 33612345678
            3361234567                    | IT               | 393361234567
            43664 1234567                 | AT               | 436641234567
            98765 43210                   | IN               | 919876543210
            47 912 34 567                 | DK               | 4791234567
            47 91 23 45 67                | DK               | 4791234567
            45 32 12 34 56                | NO               | 4532123456
            65 9123 4567                  | ES               | 6591234567
            216 20 123 456                | US               | 21620123456
            44 7911 123456                | ES               | 447911123456
            """)
    void bracketsAndGroupsTellWhetherThereIsACountryCode(String written, String options, String expected) {
        assertReads(written, options, expected);
    }

    @Test
    void aReasonNeverHoldsTheNumber() {
        for (String written : new String[] {"381601234567x", "381601234567 12", "1 381601234567", "381601234567.00"}) {
            assertThat(((Unusable) read(written, "shape")).reason())
                    .startsWith("not a phone number: ")
                    .doesNotContain("01234");
        }
    }

    @Test
    void aTextOfAnyLengthIsAnsweredAtOnce() {
        assertThat(((Unusable) read("1 ".repeat(1_000_000), "shape")).reason()).contains("2000000 characters long");
    }

    @Test
    void aNumberThatIsPossibleOnlyIsToldFromAValidOne() {
        assertThat(((Usable) read("+447700900123", "")).status().isValid()).isFalse();
        assertThat(((Usable) read("+447911123456", "")).status().isValid()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX", "Serbia", ""})
    void anUnknownRegionIsRefused(String region) {
        assertThatThrownBy(() -> new PhoneNumberReader(NumberCheck.safe, region, null))
                .hasMessageContaining("defaultRegion is '" + region)
                .hasMessageContaining("two letters");
    }

    @Test
    void nationalNumbersNeedARegion() {
        assertThatThrownBy(() -> new PhoneNumberReader(NumberCheck.safe, null, BareNumbers.national))
                .hasMessageContaining("bareNumbers is national")
                .hasMessageContaining("defaultRegion");
    }

    @ParameterizedTest
    @CsvSource({"'',", "RS,", "DE,", "US,", "CA,", "RU,", "IT,", "BS,", "DE,international", "RS,national"})
    void whatTheFastPathTakesIsReadAsItStands(String region, BareNumbers bareNumbers) {
        SampleNumbers numbers = new SampleNumbers(17);
        for (NumberCheck check : NumberCheck.values()) {
            PhoneNumberReader reader = new PhoneNumberReader(check, region.isEmpty() ? null : region, bareNumbers);
            for (int i = 0; i < 1_500; i++) {
                String digits = numbers.next();
                byte[] line = ("," + digits + ",").getBytes(StandardCharsets.US_ASCII);
                if (reader.acceptsBareDigits(line, 1, line.length - 1)) {
                    assertReadsAsItStands(reader, digits, digits);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"29022024", "29021988", "20261124", "24112026", "11242026"})
    void theFastPathLeavesWhatMayBeADate(String digits) {
        PhoneNumberReader reader = new PhoneNumberReader(NumberCheck.safe, null, null);

        assertThat(reader.acceptsBareDigits(digits.getBytes(StandardCharsets.US_ASCII), 0, digits.length()))
                .isFalse();
        assertThat(reader.read(digits)).isInstanceOf(PhoneNumberReading.Unusable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RS", "DE", "US", "RU"})
    void theFastPathTakesMobilesWithACountryCode(String region) {
        PhoneNumberReader reader = new PhoneNumberReader(NumberCheck.safe, region.isEmpty() ? null : region, null);
        for (String digits : new String[] {"381601234567", "447911123456", "393331234567", "4366412345678"}) {
            byte[] line = digits.getBytes(StandardCharsets.US_ASCII);
            assertThat(reader.acceptsBareDigits(line, 0, line.length))
                    .as(digits)
                    .isTrue();
        }
    }

    @Test
    void randomTextsAreAnsweredAndNothingIsSentThatHasNotItsDigits() {
        Random random = new Random(23);
        String alphabet = "00112345678900+ .-/()~'=\",;xE\u00A0\u202A\u0663\uFF13\uD835\uDFD1\u0000";
        PhoneNumberReader[] readers = {
            new PhoneNumberReader(NumberCheck.shape, null, null),
            new PhoneNumberReader(NumberCheck.safe, null, null),
            new PhoneNumberReader(NumberCheck.possible, "DE", null),
            new PhoneNumberReader(NumberCheck.shape, "US", BareNumbers.national)
        };
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(random.nextInt(4) == 0 ? alphabet.length() : 17)));
            }
            PhoneNumberReading reading = readers[round % readers.length].read(text.toString());
            if (reading instanceof Usable usable) {
                assertThat(usable.digits()).as(text.toString()).matches("[1-9][0-9]{6,14}");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "381601234567, true, true",
        "1234567, true, true",
        "+381 60 123-4567, true, false",
        "060/1234567, true, false",
        "0601234567, true, false",
        "123456, false, false",
        "1234567890123456, false, false",
        "2026-11-24, false, false",
        "10000001.00, false, false",
        "Ana, false, false"
    })
    void columnsAreFoundByWhatLooksLikeANumber(String text, boolean looksLikeNumber, boolean isWireNumber) {
        assertThat(PhoneNumberReader.looksLikeNumber(text)).isEqualTo(looksLikeNumber);
        assertThat(PhoneNumberReader.isWireNumber(text)).isEqualTo(isWireNumber);
    }

    private static void assertReadsAsItStands(PhoneNumberReader reader, String written, String digits) {
        assertThat(reader.read(written)).as(written).isInstanceOfSatisfying(Usable.class, usable -> assertThat(
                        usable.digits())
                .isEqualTo(digits));
    }

    private static void assertReads(String written, String options, String expected) {
        PhoneNumberReading reading = read(written, options == null ? "" : options);
        if (expected.matches("[0-9]+")) {
            assertThat(reading).isInstanceOfSatisfying(Usable.class, usable -> assertThat(usable.digits())
                    .isEqualTo(expected));
        } else {
            assertThat(reading).isInstanceOfSatisfying(Unusable.class, unusable -> assertThat(unusable.reason())
                    .contains(expected));
        }
    }

    /** @param options a region, a check, and how bare numbers are read, as far as they are set */
    private static PhoneNumberReading read(String written, String options) {
        String region = null;
        NumberCheck check = NumberCheck.safe;
        BareNumbers bareNumbers = null;
        for (String option : options.isEmpty() ? new String[0] : options.split(" ")) {
            switch (option) {
                case "national", "international" -> bareNumbers = BareNumbers.valueOf(option);
                case "safe", "shape", "possible", "valid" -> check = NumberCheck.valueOf(option);
                default -> region = option;
            }
        }
        return new PhoneNumberReader(check, region, bareNumbers).read(written);
    }
}
