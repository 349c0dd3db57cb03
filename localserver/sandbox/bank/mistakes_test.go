package bank

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// mistakes are the lines of the error of a file.
func mistakes(t *testing.T, name, text string) []string {
	t.Helper()
	_, err := parse(name, []byte(text))
	if err == nil {
		t.Fatal("the file has no mistake")
	}
	return strings.Split(err.Error(), "\n")
}

// begin fails unless each line begins as wanted, and there is no other line.
func begin(t *testing.T, got []string, want ...string) {
	t.Helper()
	for i, w := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], w) {
			t.Errorf("line %d: want %s\n%s", i, w, strings.Join(got, "\n"))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d lines, want %d:\n%s", len(got), len(want), strings.Join(got, "\n"))
	}
}

// What is not there is missing, what is there without a value is empty.
func TestMissingIsNotEmpty(t *testing.T) {
	begin(t, mistakes(t, "x.toml", `[[customer]]
login = ""
  [[customer.person]]
  [[customer.account]]
  [[customer.card]]
  balance = " "
  [[customer.flow]]
  [[customer.habit]]
  [[customer.transaction]]
`), `x.toml:1: customer[0].password: is missing`,
		`x.toml:1: customer[0].countries: is missing: at least one country, like ["pl"]`,
		`x.toml:2: customer[0].login: must not be empty`,
		`x.toml:3: customer[0].person[0].id: is missing`, `x.toml:3: customer[0].person[0].name: is missing`,
		`x.toml:4: customer[0].account[0].id: is missing`, `x.toml:4: customer[0].account[0].name: is missing`, `x.toml:4: customer[0].account[0].balance: is missing`,
		`x.toml:5: customer[0].card[0].id: is missing`, `x.toml:5: customer[0].card[0].name: is missing`, `x.toml:6: customer[0].card[0].balance: must not be empty`,
		`x.toml:7: customer[0].flow[0].class: is missing: the classes are 500+, `, `x.toml:7: customer[0].flow[0].amount: is missing`,
		`x.toml:8: customer[0].habit[0].class: is missing: the classes are`, `x.toml:8: customer[0].habit[0].per_week: is missing`,
		`x.toml:9: customer[0].transaction[0].amount: is missing`, `x.toml:9: customer[0].transaction[0].date: is missing: either date, `)
	begin(t, mistakes(t, "x.json", `{"customer": [{"login": "a", "countries": ["pl"], "password": null, "reply": "saved.xml"}]}`),
		`x.json:1: customer[0].password: is missing`, `x.json:1: customer[0].reply: `)
}

func TestAnAmountIsToldAllItsMistakes(t *testing.T) {
	for amount, want := range map[string]string{
		`49,90`:  `"49,90" is not an amount like -1234.50, or a range of them from small to large like -10..20, and needs a sign: "+" comes in, "-" goes out`,
		`49.90`:  `"49.90" needs a sign: "+" comes in, "-" goes out`,
		`-49,90`: `"-49,90" is not an amount like -1234.50`,
		`+-4`:    `"+-4" is not an amount like +1234.50`,
		`--4`:    `"--4" is not an amount like -1234.50`,
	} {
		begin(t, mistakes(t, "x.toml", strings.Replace(goodTOML, `"+10..20"`, `"`+amount+`"`, 1)), "x.toml:18: customer[0].flow[0].amount: "+want)
	}
	begin(t, mistakes(t, "x.toml", goodTOML+"  [[customer.transaction]]\n  days_ago = 1\n  amount = \"10..20\"\n"),
		`x.toml:26: customer[0].transaction[0].amount: "10..20" is a range; a transaction has one amount, with its sign`)
}

// What TOML does not allow hides no other mistake where the document can be read without it.
func TestMistakesOfSyntaxHideNoOther(t *testing.T) {
	text := strings.NewReplacer("password = \"p\"\n", "password = \"p\"\nlogin = \"b\"\n", "name = \"Konto\"\n", "name = \"Konto\"\n  name = [\n  \"K\",\n  ]\n", `"10.00"`, "10,00", `"salary"`, `"y"`).Replace(goodTOML)
	begin(t, mistakes(t, "x.toml", text), "x.toml:5: customer[0].login: stands twice", "x.toml:15: customer[0].account[0].name: stands twice",
		"x.toml:18: customer[0].account[0].balance: ", `x.toml:21: customer[0].flow[0].class: "y" is not a class`)
	for change, want := range map[string]string{
		"\n  season = { 12 = 1.5 }": "\n  day = 40\n  [customer.flow.season]\n  12 = 1.5\n  [customer.flow.season]\n  12 = 2.5",
	} {
		got := mistakes(t, "x.toml", strings.Replace(goodTOML, change, want, 1))
		begin(t, got, "x.toml:19: customer[0].flow[0].day: 40 is no day of a month", "x.toml:22: customer[0].flow[0].season: stands twice")
	}
	begin(t, mistakes(t, "x.toml", goodTOML+"[customer]\nlogin = \"b\"\n[[customer.person]]\nid = \"p\"\n[[customer]]\nlogin = \"c\"\n"),
		"x.toml:24: customer[0]: stands twice", "x.toml:28: customer[1].password: is missing", "x.toml:28: customer[1].countries: is missing", "x.toml:28: customer[1].person: is missing")
	begin(t, mistakes(t, "x.toml", strings.Replace(goodTOML, "[[customer.person]]", "[[customer.person", 1)), "x.toml:7: ")
}

func TestTextBehindADocumentHidesNoOtherMistake(t *testing.T) {
	begin(t, mistakes(t, "x.json", "{\"customer\": [{\"login\": \"a\",\n\"password\": \"\", \"countries\": [\"pl\"],\n\"person\": [{\"id\": \"p\", \"name\": \"n\"}]}]}\n\n}"),
		"x.json:2: customer[0].password: must not be empty", "x.json:5: text after the end of the document")
}

// The mistakes of saved replies stand at their lines among the others.
func TestMistakesOfRepliesStandInOrder(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "broken.xml"), []byte("<reply>"), 0o600); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "x.toml")
	begin(t, mistakes(t, name, "[[customer]]\nlogin = \"a\"\npassword = \"p\"\nreply = \"broken.xml\"\ncountries = [\"xx\"]\n"),
		name+":4: customer[0].reply: the reply is no XML document", name+`:5: customer[0].countries[0]: "xx" is no country`)
}
