package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/verify"
)

// texts writes claims as "kind=text".
func texts(claims []verify.Claim) (out []string) {
	for _, c := range claims {
		out = append(out, string(c.Kind())+"="+c.Text())
	}
	return out
}

// The same claims come out of both forms of a file, in the order in which a report checks them.
func TestClaimsOfALoanSystem(t *testing.T) {
	want := []string{"name=Anna Przykładowa", "name=Jan Przykładowy", "iban=PL61116886268508766065897612", "income=4000.00 PLN", "active-since=2020-01-31",
		"max-age=7", "without=gambling", "without=bailiff", "never-below-zero=yes"}
	for _, in := range []string{`
without = "gambling, bailiff"
never_below_zero = true
max-age = 7
active-since = 2020-01-31
income = "4000 PLN"
iban = "PL61 1168 8626 8508 7660 6589 7612"
name = ["Anna Przykładowa", "Jan Przykładowy"]
`, `{"neverBelowZero": true, "without": ["gambling", "bailiff"], "maxAge": 7, "active-since": "2020-01-31", "income": "4000PLN", "pesel": null,
 "iban": "PL61116886268508766065897612", "name": ["Anna Przykładowa", "Jan Przykładowy"]}`} {
		claims, err := Claims("f", []byte(in))
		if err != nil || !slices.Equal(texts(claims), want) {
			t.Errorf("%v, %v", texts(claims), err)
		}
	}
	if claims, err := Claims("f", []byte("never-below-zero = false\nmax-age = 3\n")); err != nil || len(claims) != 1 {
		t.Errorf("%v, %v", texts(claims), err)
	}
}

// Every mistake is told at once, with its line and field, and nothing is checked.
func TestEveryMistakeIsToldWithLineAndField(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want []string
	}{
		"toml": {"income = \"lots\"\nincom = \"1PLN\"\nwithout = [\n  \"gambling\",\n  \"luck\",\n]\nmax-age = [1, 2]\nname = true\nemployer = \"\"\n",
			[]string{"line 1: income: \"lots\" is not an amount", "line 2: incom: there is no such claim: did you mean income?", "line 5: without: \"luck\" is not one of",
				"line 7: max-age: there can be one only", "line 8: name: true is not the name", "line 9: employer: it is empty"}},
		"json": {"{\n \"income\": \"lots\",\n \"zzzzzz\": 1,\n \"without\": [\"gambling\",\n  \"luck\"],\n \"pesel\": 12,\n \"income\": \"1PLN\"\n}",
			[]string{"line 2: income: \"lots\"", "line 3: zzzzzz: there is no such claim: there are name, iban, income", "line 5: without: \"luck\"", "line 6: pesel: \"12\" is not a PESEL",
				"line 7: income: it stands here twice"}},
		"toml syntax": {"income = \n", []string{"line 1: "}}, "json syntax": {"{\n\"income\" \"x\"}", []string{"line 2: is no JSON"}},
		"json list": {"[1]", []string{"line 1: it must be one object"}}, "nested": {"{\"income\": {\"least\": 1}}", []string{"line 1: income: an object is no claim"}},
		"cut": {"{\"income\": \"1PLN\"", []string{"line 1: is no whole JSON"}}, "more": {"{\"income\": \"1PLN\"} x", []string{"line 1: something follows"}},
		"nothing": {"", []string{"it holds no claim"}},
	} {
		claims, err := Claims("f.file", []byte(c.in))
		e, ok := errors.AsType[*Error](err)
		if !ok || len(e.Mistakes) != len(c.want) || !strings.HasPrefix(err.Error(), "f.file cannot be read:\n") {
			t.Errorf("%s: %v, %v", name, claims, err)
			continue
		}
		for i, m := range e.Mistakes {
			if !strings.HasPrefix(m.String(), c.want[i]) {
				t.Errorf("%s: %q, want %q", name, m, c.want[i])
			}
		}
	}
}

const settings = `
browser = "x"

[policy.cash-loan]
income = "4000PLN"
without = ["gambling", "bailiff"]

[policy."card 1"]
max-age = 7
`

func TestPoliciesOfTheSettings(t *testing.T) {
	all, err := Settings("config", []byte(settings))
	if err != nil || len(all) != 2 || all[0].Name != "card 1" || all[1].Name != "cash-loan" || fmt.Sprint(texts(all[1].Claims)) != "[income=4000.00 PLN without=gambling without=bailiff]" {
		t.Fatalf("%+v, %v", all, err)
	}
	if p, err := Find(all, "Cash-Loan"); err != nil || p.Name != "cash-loan" {
		t.Errorf("%v, %v", p, err)
	}
	for name, want := range map[string]string{"cashloan": "did you mean cash-loan?", "mortgage": "there are card 1, cash-loan"} {
		if _, err := Find(all, name); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Find(nil, "x"); err == nil || !strings.Contains(err.Error(), "[policy.NAME]") {
		t.Errorf("%v", err)
	}
	if none, err := Settings("config", []byte("browser = \"x\"\n")); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
}

func TestMistakesInPoliciesNameTheTable(t *testing.T) {
	_, err := Settings("config", []byte(settings+"\n[policy.empty]\n\n[policy.bad]\nincome = \"1PLN\"\nwithot = \"gambling\"\nmax-age = \"soon\"\n"))
	e, ok := errors.AsType[*Error](err)
	if !ok || len(e.Mistakes) != 3 {
		t.Fatalf("%v", err)
	}
	for i, want := range []string{"line 11: policy.empty: claims nothing", "line 15: policy.bad.withot: there is no such claim: did you mean without?", "line 16: policy.bad.max-age: \"soon\" is not"} {
		if !strings.HasPrefix(e.Mistakes[i].String(), want) {
			t.Errorf("%q, want %q", e.Mistakes[i], want)
		}
	}
	if _, err := Settings("config", []byte("[policy]\nx = 1\n")); err == nil || !strings.Contains(err.Error(), "line 2: policy.x: is no table") {
		t.Errorf("%v", err)
	}
}

func TestJoinKeepsEachClaimOnce(t *testing.T) {
	a := []verify.Claim{verify.NoSign{Topic: "gambling"}, verify.DataAge{Days: 7}}
	b := []verify.Claim{verify.DataAge{Days: 3}, verify.NoSign{Topic: "gambling"}, verify.OwnerName{Name: "A B"}}
	if got := texts(Join(a, b)); fmt.Sprint(got) != "[name=A B max-age=7 max-age=3 without=gambling]" {
		t.Errorf("%v", got)
	}
}

// What a team shares of a policy is read back as it was, whatever kinds of claims it has.
func TestAPolicyIsWrittenAsItIsRead(t *testing.T) {
	for _, text := range []string{"without = [\"gambling\", \"bailiff\"]\nmax-age = 30\n", "never-below-zero = true\n", "name = \"Anna \\\"Ann\\\" Przykładowa\"\n"} {
		claims, err := Claims("a", []byte(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		written := Policy{Name: "x", Claims: claims}.TOML()
		back, err := Claims("b", []byte(written))
		if err != nil || !slices.Equal(back, claims) {
			t.Errorf("%s is written %s: %v, %v", text, written, back, err)
		}
	}
}
