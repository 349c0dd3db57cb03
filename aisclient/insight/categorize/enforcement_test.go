package categorize

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// seen is what a row alone in an account of a country is with the program's own lexicon.
func seen(t *testing.T, country string, r row) (category.Category, Why) {
	t.Helper()
	currency := map[string]aisclient.Currency{"PL": "PLN", "CZ": "CZK", "ES": "EUR", "GB": "GBP"}[country]
	rows := categorized(t, lexicon.Builtin(), aisclient.Account{IBAN: text.Clean(accounts[country]), Currency: currency,
		Owners:       []aisclient.Owner{{Name: text.Clean("Jan Przykładny"), Kind: aisclient.KindOwner}},
		Transactions: []aisclient.Transaction{r.tx()}})
	return rows.Of(0), rows.Why(0)
}

func TestS2_6_StrongEvidenceOfEnforcement(t *testing.T) {
	for country, titles := range map[string][]string{
		"PL": {"Realizacja zajęcia wierzytelności", "Postępowanie egzekucyjne", "egzekucji", "komornikowi", "wpłata Km 451/26", "wpłata Kmp 12/2025",
			"Kms 3/24", "GKm 77/26", "zajęcie wynagrodzenia", "KOMOR?IK", "KОMORNIK"},
		"CZ": {"exekutor", "srážka exekuce", "exekuční příkaz", "přikázání pohledávky", "123 EX 456/22", "exekuční srážky"},
		"ES": {"EMBARGOS AEAT", "TRABA TGSS", "DILIGENCIA DE EMBARGO AYUNTAMIENTO", "EMBARGO JUZGADO", "RETENCION JUDICIAL"},
		"GB": {"ATTACHMENT OF EARNINGS", "ENFORCEMENT AGENT", "WRIT OF CONTROL"},
	} {
		for _, title := range titles {
			if c, w := seen(t, country, row{amount: "-300.00", title: title}); c != category.Bailiff || w.Confidence != lexicon.High || w.Stage != Strong {
				t.Errorf("%s %q: %s, %+v", country, title, c, w)
			}
		}
	}
}

func TestS2_6_InsolvencyIsTold(t *testing.T) {
	if c, w := seen(t, "CZ", row{amount: "-300.00", title: "INS 1234/2023"}); c != category.Bailiff || w.Confidence < lexicon.Medium {
		t.Errorf("%s, %+v", c, w)
	}
}

func TestS2_6_WhatIsNoEnforcement(t *testing.T) {
	for _, x := range []struct {
		country, title, party string
		want                  category.Category
	}{
		{"PL", "Kmn 12/26", "", category.OtherOut}, {"PL", "Kmo 12/26", "", category.OtherOut},
		{"PL", "PIT-36 za 2025", "Urząd Skarbowy w Poznaniu", category.Tax}, {"PL", "składki 09/2026", "ZUS", category.SocialInsurance},
		{"CZ", "daň z příjmů", "Finanční úřad", category.Tax}, {"ES", "IMPUESTO IRPF", "AEAT", category.Tax},
		{"PL", "alimenty październik", "Anna Zmyślona", category.AlimonyOut},
	} {
		if c, w := seen(t, x.country, row{amount: "-300.00", title: x.title, party: x.party}); c != x.want {
			t.Errorf("%+v: %s, %+v", x, c, w)
		}
	}
}

// The offices of the state enforce too: their name together with words of seizure is enforcement.
func TestS2_6_OfficesEnforce(t *testing.T) {
	for _, x := range []struct{ country, title, party string }{
		{"PL", "zajęcie egzekucyjne", "Urząd Skarbowy w Poznaniu"}, {"PL", "tytuł wykonawczy SM 1/26", "ZUS Oddział w Poznaniu"},
		{"PL", "egzekucja administracyjna", "Urząd Miasta"}, {"CZ", "daňová exekuce", "Finanční úřad"}, {"ES", "embargo", "TGSS"},
		{"PL", "alimenty", "Komornik Sądowy przy Sądzie Rejonowym Anna Zmyślona"},
	} {
		if c, w := seen(t, x.country, row{amount: "-300.00", title: x.title, party: x.party}); c != category.Bailiff || w.Confidence != lexicon.High {
			t.Errorf("%+v: %s, %+v", x, c, w)
		}
	}
}

// A gift to people under enforcement is no sign of one; what a bank seized is.
func TestS2_7_AGiftToPeopleUnderEnforcementIsNoSign(t *testing.T) {
	lex, problems := lexicon.Load(nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	a := account(row{amount: "-30.00", title: "donativo familias embargadas", party: "CARITAS DIOCESANA", kind: "TRANSFERENCIA EMITIDA"}, row{amount: "-220.00", title: "CANTIDADES EMBARGADAS"})
	a.IBAN, a.Currency = text.Clean(accounts["ES"]), "EUR"
	rows := categorized(t, lex, a)
	if rows.Of(0) != category.Donation || len(rows.Weak(0)) > 0 || rows.Of(1) != category.Bailiff {
		t.Errorf("%s %v, %s", rows.Of(0), rows.Weak(0), rows.Of(1))
	}
}
