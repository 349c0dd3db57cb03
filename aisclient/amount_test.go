package aisclient

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"testing"
)

func TestAmountsAreReadExactly(t *testing.T) {
	for s, want := range map[string]Amount{
		"0": 0, "-0": 0, "+0.00": 0, "0.01": 100, "-0.01": -100, "12.34": 123400, "+1": 10000, "007": 70000,
		".5": 5000, "-.5": -5000, "+.25": 2500, "5.": 50000, "-12.": -120000, // xs:decimal allows them
		"0.1234": 1234, "0.12340": 1234, "-12.500000": -125000, "1.0000000000000000000000000": 10000, "-12.3": -123000, "259402.51": 2594025100,
		"922337203685477.5807": math.MaxInt64, "-922337203685477.5807": -math.MaxInt64, "000000000000000000000000000001": 10000,
	} {
		got, err := ParseAmount(s)
		if err != nil || got != want {
			t.Errorf("ParseAmount(%q) = %d, %v, want %d", s, got, err, want)
		}
		if fromBytes, err := ParseAmount([]byte(s)); err != nil || fromBytes != want {
			t.Errorf("ParseAmount of the bytes of %q = %d, %v", s, fromBytes, err)
		}
	}
}

func TestWhatIsNoAmountIsRefused(t *testing.T) {
	for _, s := range []string{
		"", "-", "+", ".", "-.", "..5", "5..", "1,50", "1 000", " 1", "1 ", "1e3", "0x10", "--1", "+-1", "1.2.3", "1.23456", "1.00001", "1.000001", "1.12340x", "1_000",
		"NaN", "Inf", "１", "1.5 PLN", "\x00", "−5",
	} {
		if got, err := ParseAmount(s); !errors.Is(err, ErrAmountSyntax) {
			t.Errorf("ParseAmount(%q) = %d, %v", s, got, err)
		}
	}
	for _, s := range []string{"922337203685477.5808", "-922337203685477.5808", "922337203685478", "9223372036854775807", "99999999999999999999999999", "18446744073709551616"} {
		if got, err := ParseAmount(s); !errors.Is(err, ErrAmountOverflow) {
			t.Errorf("ParseAmount(%q) = %d, %v", s, got, err)
		}
	}
}

func TestEveryCentIsWrittenAsItIsRead(t *testing.T) {
	for a := Amount(-200_000); a <= 200_000; a++ {
		back, err := ParseAmount(a.String())
		if err != nil || back != a {
			t.Fatalf("%d is written %q and read %d, %v", a, a.String(), back, err)
		}
	}
	for a, want := range map[Amount]string{
		0: "0.00", 1: "0.0001", -1: "-0.0001", 100: "0.01", 110: "0.011", 123400: "12.34", -120000: "-12.00", 10: "0.001",
		math.MaxInt64: "922337203685477.5807", math.MinInt64: "-922337203685477.5808",
	} {
		if got := a.String(); got != want {
			t.Errorf("%d is written %q, want %q", int64(a), got, want)
		}
	}
}

func TestSumsNoticeOverflow(t *testing.T) {
	edge := []Amount{math.MinInt64, math.MinInt64 + 1, -10000, -1, 0, 1, 10000, math.MaxInt64 - 1, math.MaxInt64}
	for _, a := range edge {
		for _, b := range edge {
			exact := new(big.Int).Add(big.NewInt(int64(a)), big.NewInt(int64(b)))
			got, err := a.Add(b)
			if exact.IsInt64() {
				if err != nil || int64(got) != exact.Int64() {
					t.Errorf("%d + %d = %d, %v", a, b, got, err)
				}
			} else if !errors.Is(err, ErrAmountOverflow) {
				t.Errorf("%d + %d = %d, %v, want an overflow", a, b, got, err)
			}
		}
	}
	if Amount(-5).Abs() != 5 || Amount(5).Abs() != 5 {
		t.Error("Abs keeps a sign")
	}
}

func TestAmountsInJSONAreExactNumbers(t *testing.T) {
	b, err := json.Marshal(struct{ A, B Amount }{-1, math.MaxInt64})
	if err != nil || string(b) != `{"A":-0.0001,"B":922337203685477.5807}` {
		t.Errorf("%s, %v", b, err)
	}
	var v struct{ A, B Amount }
	if err := json.Unmarshal(b, &v); err != nil || v.A != -1 || v.B != math.MaxInt64 {
		t.Errorf("%+v, %v", v, err)
	}
	for _, bad := range []string{`{"A":"1"}`, `{"A":1e2}`, `{"A":1.00001}`} {
		if err := json.Unmarshal([]byte(bad), &v); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}

// What a file or a script is given is a number of JSON, with the digits of the bank as far as JSON has them.
func TestDigitsAreANumberOfJSON(t *testing.T) {
	for written, want := range map[string]string{
		"12.34": "", "5": "5", "5.": "5", "-5.": "-5", ".5": "0.5", "-.5": "-0.5", "+.25": "", "+007.1": "7.1", "0.": "0", "-0.50": "",
	} {
		a, err := ParseAmount(written)
		if err != nil {
			t.Fatal(err)
		}
		if got := digitsOf([]byte(written), a); got != want || got != "" && !json.Valid([]byte(got)) {
			t.Errorf("%q is written %q, want %q", written, got, want)
		}
	}
}

func FuzzAmount(f *testing.F) {
	for _, s := range []string{"0", "-12.34", "922337203685477.5808", "1.23456", "", "-.", "00000000000000000001"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		a, err := ParseAmount(s)
		if err != nil {
			return
		}
		exact, ok := new(big.Rat).SetString(s)
		if !ok || exact.Cmp(big.NewRat(int64(a), AmountScale)) != 0 {
			t.Fatalf("%q is read as %v", s, a)
		}
		if back, err := ParseAmount(a.String()); err != nil || back != a {
			t.Fatalf("%v is read back as %v, %v", a, back, err)
		}
	})
}

func BenchmarkParseAmount(b *testing.B) {
	s := []byte("-259402.51")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseAmount(s); err != nil {
			b.Fatal(err)
		}
	}
}
