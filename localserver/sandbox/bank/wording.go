package bank

// wordings are the banks' own words for the kind of a transaction, per country. A country
// without words of its own speaks English.
var wordings = map[string]map[string]string{
	"pl": {
		"in": "PRZELEW PRZYCHODZĄCY", "out": "PRZELEW ZEWNĘTRZNY", "internal": "PRZELEW WEWNĘTRZNY", "standing": "ZLECENIE STAŁE",
		"direct_debit": "POLECENIE ZAPŁATY", "zus": "PRZELEW DO ZUS", "tax": "PRZELEW PODATKOWY", "card": "ZAPŁATA KARTĄ",
		"blik": "PŁATNOŚĆ BLIK", "blik_atm": "WYPŁATA BLIK Z BANKOMATU", "atm": "WYPŁATA Z BANKOMATU", "deposit": "WPŁATA GOTÓWKI",
		"fee": "OPŁATA", "interest": "ODSETKI", "phone": "PRZELEW NA TELEFON",
	},
	"cz": {
		"in": "PŘÍCHOZÍ PLATBA", "out": "ODCHOZÍ PLATBA", "internal": "VLASTNÍ PŘEVOD", "standing": "TRVALÝ PŘÍKAZ",
		"direct_debit": "INKASO", "zus": "ODCHOZÍ PLATBA", "tax": "ODCHOZÍ PLATBA", "card": "PLATBA KARTOU",
		"blik": "PLATBA NA INTERNETU", "blik_atm": "VÝBĚR Z BANKOMATU", "atm": "VÝBĚR Z BANKOMATU", "deposit": "VKLAD HOTOVOSTI",
		"fee": "POPLATEK", "interest": "ÚROK", "phone": "PLATBA NA TELEFON",
	},
	"es": {
		"in": "TRANSFERENCIA RECIBIDA", "out": "TRANSFERENCIA EMITIDA", "internal": "TRASPASO", "standing": "ORDEN PERMANENTE",
		"direct_debit": "ADEUDO DOMICILIADO", "zus": "SEGURIDAD SOCIAL", "tax": "PAGO DE IMPUESTOS", "card": "PAGO CON TARJETA",
		"blik": "BIZUM", "blik_atm": "RETIRADA EN CAJERO", "atm": "RETIRADA EN CAJERO", "deposit": "INGRESO EN EFECTIVO",
		"fee": "COMISIÓN", "interest": "INTERESES", "phone": "BIZUM",
	},
	"": {
		"in": "INCOMING TRANSFER", "out": "OUTGOING TRANSFER", "internal": "INTERNAL TRANSFER", "standing": "STANDING ORDER",
		"direct_debit": "DIRECT DEBIT", "zus": "SOCIAL INSURANCE", "tax": "TAX PAYMENT", "card": "CARD PAYMENT",
		"blik": "ONLINE PAYMENT", "blik_atm": "CASH WITHDRAWAL", "atm": "CASH WITHDRAWAL", "deposit": "CASH DEPOSIT",
		"fee": "FEE", "interest": "INTEREST", "phone": "MOBILE PAYMENT",
	},
}

func words(country string) map[string]string {
	if w, ok := wordings[country]; ok {
		return w
	}
	return wordings[""]
}

// currencies are the countries' own.
var currencies = map[string]string{
	"pl": "PLN", "cz": "CZK", "es": "EUR", "pt": "EUR", "lt": "EUR", "lv": "EUR", "ee": "EUR", "ro": "RON", "ph": "PHP",
}

var cities = map[string][]string{
	"pl": {"WARSZAWA", "KRAKÓW", "ŁÓDŹ", "WROCŁAW", "POZNAŃ", "GDAŃSK"},
	"cz": {"PRAHA", "BRNO", "OSTRAVA", "PLZEŇ"},
	"es": {"MADRID", "SEVILLA", "VALENCIA", "A CORUÑA"},
	"":   {"LISBOA", "VILNIUS", "RIGA", "TALLINN"},
}

// ownTitles word what the generator adds by itself.
var ownTitles = map[string]map[string]string{
	"pl": {"sweep_out": "ODŁOŻONE NA OSZCZĘDNOŚCI", "sweep_in": "ZASILENIE Z OSZCZĘDNOŚCI", "card": "SPŁATA KARTY KREDYTOWEJ", "probe": "ZAKUPY"},
	"cz": {"sweep_out": "PŘEVOD NA SPOŘENÍ", "sweep_in": "PŘEVOD ZE SPOŘENÍ", "card": "SPLÁTKA KREDITNÍ KARTY", "probe": "NÁKUP"},
	"es": {"sweep_out": "TRASPASO A AHORRO", "sweep_in": "TRASPASO DESDE AHORRO", "card": "PAGO DE TARJETA DE CRÉDITO", "probe": "COMPRA"},
	"":   {"sweep_out": "TO SAVINGS", "sweep_in": "FROM SAVINGS", "card": "CREDIT CARD REPAYMENT", "probe": "PURCHASE"},
}

func ownTitle(country, key string) string {
	if t, ok := ownTitles[country]; ok {
		return t[key]
	}
	return ownTitles[""][key]
}
