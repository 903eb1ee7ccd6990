package io.github.camelbulksms.internal.recipient.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in place of a number: the name of others, or why there is none. */
class ListWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kundennummer",
                "Kunden-Nr.",
                "Telefax-Nr.",
                "Faxe",
                "Fax (Büro)",
                "Order No.",
                "Old Phone",
                "Handy Mutter",
                "IBAN",
                "customerId",
                "customer_id",
                "N° client",
                "Nº de cliente",
                "№ заказа",
                "Numéro de commande",
                "手机号码",
                "合同编号",
                "注文番号",
                "رقم العميل",
                "ग्राहक संख्या",
                "Номер договора",
                "Broj ugovora",
                "Numer zamówienia",
                "Müşteri numarası",
                "Klantnummer",
                "Hotline",
                "Tel. Büro"
            })
    void aHeaderOfNumbersIsKnown(String cell) {
        assertThat(ListWords.nameNumbers(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "?",
                "no",
                "n/a",
                "no phone",
                "kein Telefon",
                "keine Nummer",
                "see work phone",
                "same number",
                "unknown number",
                "wrong number",
                "nur Festnetz",
                "pas de téléphone",
                "sin teléfono",
                "brak numeru",
                "nema telefona",
                "нет телефона",
                "geen nummer",
                "telefon yok",
                "没有电话",
                "電話なし",
                "لا هاتف",
                "Anna",
                "Betrag",
                "David",
                "Ort",
                "bekommt am Montag ein anderes Handy",
                "phone 2",
                "0151"
            })
    void whyThereIsNoNumberIsNone(String cell) {
        assertThat(ListWords.nameNumbers(cell)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nicht anrufen",
                "Nicht anrufen:",
                "SPERRLISTE",
                "Stop",
                "Do not call",
                "do-not-contact",
                "Opted out",
                "Lieferanten:",
                "Fournisseurs :",
                "供应商：",
                "## Suppliers",
                "--- Suppliers ---",
                "Ne pas contacter",
                "黑名单"
            })
    void aTitleIsKnown(String cell) {
        assertThat(ListWords.areTitle(cell)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "Anna", "060:", "12:", "a:b", "#VIP", "-", "--", "none"})
    void whatIsNoTitleIsNone(String cell) {
        assertThat(ListWords.areTitle(cell)).isFalse();
    }
}
