package identity

import (
	"strings"
	"testing"
)

func TestS8_9_NumbersCompareInEveryNotation(t *testing.T) {
	for _, c := range []struct {
		a, b   string
		want   Agreement
		digits int
	}{
		{"PL61 1090 1014 0000 0712 1981 2874", "61.1090-1014-0000-0712-1981-2874", Equal, 0},
		{"pl61109010140000071219812874", "61109010140000071219812874", Equal, 0},
		{"19-2000145399/0800", "CZ6508000000192000145399", Equal, 0},
		{"192000145399/0800", "CZ6508000000192000145399", Equal, 0},
		{"000019-2000145399/0800", "CZ65 0800 0000 1920 0014 5399", Equal, 0},
		{"2000145399/0800", "CZ6508000000192000145399", NearMiss, 2}, // the prefix was left out
		{"2000145399/0800", "CZ2308000000002000145399", Equal, 0},
		{"19-2000145399/0100", "CZ6508000000192000145399", NearMiss, 1},
		{"2100 0418 45 0200051332", "ES9121000418450200051332", Equal, 0},
		{"21000418450200051332", "ES91 2100 0418 4502 0005 1332", Equal, 0},
		{"21000418450200051332", "CZ6508000000192000145399", Different, 0},
		{"19-2000145399/0900", "SK1009000000192000145399", Equal, 0},
		{"PL61109010140000071219812874", "PL10105000997603123456789123", Different, 0},
		{"PL61109010140000071219812847", "PL61109010140000071219812874", NearMiss, 2},
		{"PL61109010140000071219812871", "PL61109010140000071219812874", NearMiss, 1},
		{"PL61109010140000071219812811", "PL61109010140000071219812874", NearMiss, 2},
		{"PL61109010140000071219812111", "PL61109010140000071219812874", Different, 0}, // one digit beyond a slip
		{"PL16109010140000071219812874", "PL61109010140000071219812874", NearMiss, 0},
		{"PL6110901014000007121981287", "PL61109010140000071219812874", NearMiss, 1},
		{"", "PL61109010140000071219812874", Missing, 0},
		{"12345678", "12345678", Equal, 0},
		{"30-26-65 17610430", "GB93LOYD30266517610430", Equal, 0},
		{"302665/17610430", "GB93 LOYD 3026 6517 6104 30", Equal, 0},
		{"30266517610430", "GB93LOYD30266517610431", NearMiss, 1},
		{"30-26-65 17610430", "GB93LOYD30266599999999", Different, 0},
		{"GB93BARC30266517610430", "GB93LOYD30266517610430", Different, 0},
		{"６１ 1090 1014 0000 0712 1981 ٢٨٧٤", "PL61109010140000071219812874", Equal, 0}, // digits of other scripts, one account
		{"१९-२०००१४५३९९／0800", "CZ6508000000192000145399", Equal, 0},
	} {
		a, b := ParseNumber(c.a, ""), ParseNumber(c.b, "")
		if got := a.Compare(b); got.Agreement != c.want || got.Digits != c.digits || b.Compare(a).Agreement != c.want {
			t.Errorf("%s and %s: %+v, want %d %d", c.a, c.b, got, c.want, c.digits)
		}
	}
	for _, pair := range [][2]string{{"19-2000145399/0800", "CZ6508000000192000145399"}, {"61109010140000071219812874", "PL61109010140000071219812874"},
		{"21000418450200051332", "ES9121000418450200051332"}, {"30-26-65 17610430", ParseNumber("GB93LOYD30266517610430", "").Canonical()}} {
		if got := ParseNumber(pair[0], "").Canonical(); got != pair[1] {
			t.Errorf("%s is %s, want %s", pair[0], got, pair[1])
		}
	}
	if got := ParseNumber("19-2000145399/0900", "SK").Canonical(); got != "SK1009000000192000145399" && !strings.HasPrefix(got, "SK") {
		t.Errorf("a Slovak number is %s", got)
	}
}

func TestS8_9_WrongCheckDigitsAreSaid(t *testing.T) {
	for s, want := range map[string]string{
		"PL61109010140000071219812874": "", "PL61109010140000071219812847": "mistyped", "61109010140000071219812873": "mistyped",
		"19-2000145399/0800": "", "19-2000145398/0800": "Czech", "18-2000145399/0800": "Czech",
		"21000418450200051332": "", "21000418460200051332": "inner", "DE89370400440532013000": "", "DE89370400440532013001": "mistyped",
		"DE8937040044053201300": "digits", "PL84********************1111": "", "4": "",
	} {
		if got := ParseNumber(s, "").Wrong(); (want == "") != (got == "") || !strings.Contains(got, want) {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

func TestS8_9_ASpoiltNumberIsTheSoundOne(t *testing.T) {
	for _, c := range []struct {
		spoilt, sound string
		want          bool
	}{
		{"PL61 1O9O 1014 0000 0712 1981 2874", "PL61109010140000071219812874", true},
		{"6l109010140000071219812B74", "PL61109010140000071219812874", true}, // without its country
		{"PL62109010140000071219812874", "PL61109010140000071219812874", true},
		{"19-2OOO145399/0800", "CZ6508000000192000145399", true},
		{"GB43LOYD302665I7610430", "GB43LOYD30266517610430", true},
		{"PL61109010140000071219812874", "PL61109010140000071219812874", false}, // nothing is spoilt
		{"PL62109010140000071219810000", "PL61109010140000071219812874", false}, // another account's, spoilt
		{"PL61109010140000071219812871", "PL61109010140000071219812872", false}, // neither is sound
		{"PL61****************71219812", "PL61109010140000071219812874", false},
		{"", "PL61109010140000071219812874", false},
	} {
		if got := ParseNumber(c.spoilt, "").Spoilt(ParseNumber(c.sound, "")); got != c.want {
			t.Errorf("%s is %s but for a slip: %v", c.spoilt, c.sound, got)
		}
	}
}

func TestS8_3_MaskedNumbersAgreeOrContradict(t *testing.T) {
	const claimed = "PL84109024020000000611111111"
	for _, c := range []struct {
		masked string
		want   Agreement
		digits int
	}{
		{"PL84********************1111", MaskedAgrees, 6},
		{"PL84 1090 **** **** **** **** 1111", MaskedAgrees, 10},
		{"84 1090 2402 XXXX XXXX XXXX 1111", MaskedAgrees, 14},
		{"**** 1111", MaskedAgrees, 4},
		{"...1111", MaskedAgrees, 4},
		{"1111", MaskedAgrees, 4},
		{"PL84********************1112", Different, 0},
		{"PL85********************1111", Different, 0},
		{"**** 2111", Different, 0},
		{"DE84****************1111", Different, 0},
		{"****", Missing, 0},
	} {
		if got := ParseNumber(claimed, "").Compare(ParseNumber(c.masked, "")); got.Agreement != c.want || got.Digits != c.digits {
			t.Errorf("%s: %+v, want %d with %d digits", c.masked, got, c.want, c.digits)
		}
	}
	if got := ParseNumber("CZ6508000000192000145399", "").Compare(ParseNumber("19-******5399/0800", "CZ")); got.Agreement != MaskedAgrees || got.Digits != 14 {
		t.Errorf("a masked Czech number: %+v", got)
	}
}

func TestPESELHasItsCheckDigitAndItsBirthDate(t *testing.T) {
	for s, want := range map[string]BirthDate{
		"44051401359": {1944, 5, 14}, // the example of the Polish ministry
		"85031201233": {1985, 3, 12}, "02271409874": {2002, 7, 14},
		"44051401358": {}, "85031201234": {}, "4405140135": {}, "99023001233": {}, "abcdefghijk": {}, "": {},
	} {
		got, ok := ParsePESEL(s)
		if want == (BirthDate{}) && ok || want != (BirthDate{}) && (!ok || got != want) {
			t.Errorf("%s: %+v %v, want %+v", s, got, ok, want)
		}
	}
	if ComparePESEL("44051401359", "440514*****") != Close || ComparePESEL("44051401359", "450514*****") != NoMatch ||
		ComparePESEL("44051401359", "44051401359") != Match || ComparePESEL("44051401359", "85031201233") != NoMatch || ComparePESEL("44051401359", "") != Close {
		t.Error("PESELs compare wrongly")
	}
}

func TestBirthDatesInWholeAndInPart(t *testing.T) {
	claimed := BirthDate{1985, 3, 12}
	for s, want := range map[string]Outcome{
		"1985-03-12": Match, "12.03.1985": Match, "19850312": Match, "12/3/1985": Match, "1985": Close, "1985-03": Close, "03.1985": Close, "**.**.1985": Close,
		"1985-03-13": NoMatch, "1986": NoMatch, "04.1985": NoMatch,
	} {
		b, ok := ParseBirthDate(s)
		if got := claimed.Compare(b); !ok || got != want {
			t.Errorf("%s: %+v %v: %s, want %s", s, b, ok, got, want)
		}
	}
	for _, bad := range []string{"", "yesterday", "1985-02-30", "32.01.1985"} {
		if b, ok := ParseBirthDate(bad); ok {
			t.Errorf("%q was read as %+v", bad, b)
		}
	}
}

func TestAddressesCompareByPostcodeStreetAndNumber(t *testing.T) {
	held := ParseAddress("ul. Kwiatowa 5/3, 00-123 Warszawa")
	if held != (Address{Postcode: "00123", Kind: "street", Street: "kwiatowa", Number: "5/3", Town: "warszawa"}) {
		t.Errorf("%+v", held)
	}
	for s, want := range map[string]Outcome{
		"00-123 Warszawa, ul. Kwiatowa 5/3": Match, "KWIATOWA 5/3 00-123 WARSZAWA": Match, "Kwiatowa 5 m. 3, 00-123 Warszawa": Match,
		"Kwiatowa 7, 00-123 Warszawa": Close, "ul. Polna 5/3 00-123 Warszawa": Close, "00-123 Warszawa": Close, "": Close,
		"ul. Polna 1, 31-001 Kraków": NoMatch,
	} {
		if got := CompareAddresses(ParseAddress(s), held); got != want {
			t.Errorf("%q %+v: %s, want %s", s, ParseAddress(s), got, want)
		}
	}
	if got := CompareAddresses(ParseAddress("Dlouhá 12, 110 00 Praha"), ParseAddress("DLOUHA 12 11000 PRAHA")); got != Match {
		t.Errorf("a Czech address: %s", got)
	}
	if got := CompareAddresses(ParseAddress("Calle Mayor 3, 28001 Madrid"), ParseAddress("C/ MAYOR 3 28001 MADRID")); got != Match {
		t.Errorf("a Spanish address: %s", got)
	}
}

// Plac Wolności is not ulica Wolności, and the third floor not the fourth: that is to be asked about. Short forms of one word are
// one, and what stands in one of two addresses only parts them not.
func TestAddressesOfAnotherKindOfStreetOrDoorAreClose(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want Outcome
	}{
		{"Plac Wolności 4/7, 25-001 Kielce", "ul. Wolności 4/7, 25-001 Kielce", Close},
		{"al. Wolności 4/7, 25-001 Kielce", "ul. Wolności 4/7, 25-001 Kielce", Close},
		{"pl. Wolności 4/7, 25-001 Kielce", "Plac Wolności 4 m. 7, 25-001 Kielce", Match},
		{"Wolności 4 lok. 7, 25-001 Kielce", "ul. Wolności 4/7, 25-001 Kielce", Match},
		{"ul. al. Jana Pawła II 5, 00-001 Warszawa", "al. Jana Pawła II 5, 00-001 Warszawa", Match},
		{"ul. al. Jana Pawła II 5, 00-001 Warszawa", "ul. Jana Pawła II 5, 00-001 Warszawa", Close},
		{"ulice Míru 44/3, 390 01 Tábor", "náměstí Míru 44/3, 390 01 Tábor", Close},
		{"nám. Míru 44/3, 390 01 Tábor", "náměstí Míru 44/3, 39001 Tábor", Match},
		{"Plaza Mayor 4, 42001 Soria", "C/ Mayor 4, 2º B, 42001 Soria", Close},
		{"Calle Nueva Mayor 4, 42001 Soria", "C/ Mayor 4, 42001 Soria", Close},
		{"Stara Fabryczna 4, 25-001 Kielce", "ul. Fabryczna 4, 25-001 Kielce", Close},
		{"Tadeusza Kościuszki 4, 25-001 Kielce", "ul. Kościuszki 4, 25-001 Kielce", Match},
		{"Horní Lipová 5, 390 01 Tábor", "Lipová 5, 390 01 Tábor", Close},
		{"5 Upper North Street, Derby DE1 2AB", "5 North Street, Derby DE1 2AB", Close},
		{"5 North Street West, Derby DE1 2AB", "5 North Street, Derby DE1 2AB", Close},
		{"5 North St, Derby DE1 2AB", "5 North Street, Derby DE1 2AB", Match},
		{"Calle Mayor 4, 2B, 42001 Soria", "C/ Mayor 4, 2º B, 42001 Soria", Match},
		{"C/ Mayor 4, 3º A, 42001 Soria", "C/ Mayor 4, 2º B, 42001 Soria", Close},
		{"Calle Mayor 4, 42001 Soria", "C/ Mayor 4, 2º B, 42001 Soria", Match},
		{"Avda. de la Constitución 12, 3º Dcha, 42001 Soria", "Avda. de la Constitución 12, 3º Izda, 42001 Soria", Close},
		{"Avenida de la Constitución 12, 3 Izq, 42001 Soria", "Avda. de la Constitución 12, 3º Izda, 42001 Soria", Match},
		{"Avda. de la Constitución 12 bajo, 42001 Soria", "Avda. de la Constitución 12, 3º Izda, 42001 Soria", Close},
		{"14B High Road, Derby DE1 2AB", "14B High Street, Derby DE1 2AB", Close},
		{"14B High St, Derby DE1 2AB", "14B High Street, Derby DE1 2AB", Match},
		{"Flat 3, 12 Oak Rd, Derby DE12AB", "Flat 3, 12 Oak Road, Derby, DE1 2AB", Match},
		{"Flat 3, 12 Oak Avenue, Derby DE1 2AB", "Flat 3, 12 Oak Road, Derby, DE1 2AB", Close},
		{"Flat 12, 3 Oak Road, Derby, DE1 2AB", "Flat 3, 12 Oak Road, Derby, DE1 2AB", Close},
		{"Urb. Los Pinos, Bloque 2, Portal 3, 4º C, 42001 Soria", "Urb. Los Pinos, Bloque 3, Portal 2, 4º C, 42001 Soria", Close},
	} {
		if got := CompareAddresses(ParseAddress(c.a), ParseAddress(c.b)); got != c.want {
			t.Errorf("%q %+v and %q %+v: %s, want %s", c.a, ParseAddress(c.a), c.b, ParseAddress(c.b), got, c.want)
		}
	}
}

// Statement 8.3: noughts where a number would be are none, on either side.
func TestS8_3_NoughtsAreNoNumber(t *testing.T) {
	for _, n := range []string{"PL00000000000000000000000000", "PL61000000000000000000000000", "00000000000000000000000000", "000000-0000000000/0800", "00000000000000000000"} {
		if !ParseNumber(n, "").Empty() || ParseNumber(n, "").Compare(ParseNumber(n, "")).Agreement == Equal {
			t.Errorf("%s is a number", n)
		}
	}
	if ParseNumber("PL61109010140000071219812874", "").Empty() {
		t.Error("a number with noughts in it")
	}
}
