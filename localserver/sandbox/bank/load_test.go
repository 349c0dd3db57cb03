package bank

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

const goodTOML = `# a customer
[[customer]]
login = "a"
password = "p"
countries = ["pl"]

  [[customer.person]]
  id = "p"
  name = "P"

  [[customer.account]]
  id = "main"
  name = "Konto"
  balance = "10.00"

  [[customer.flow]]
  class = "salary"
  amount = "+10..20"
  season = { 12 = 1.5 }

  [[customer.habit]]
  class = "grocery"
  per_week = 1.5
`

func TestLoadTOML(t *testing.T) {
	got, err := parse("good.toml", []byte(goodTOML))
	if err != nil || len(got) != 1 || got[0].Flows[0].Season["12"] != 1.5 {
		t.Fatalf("%+v %v", got, err)
	}
}

// The two formats are one schema: what is written as JSON reads back the same.
func TestJSONIsTheSameSchema(t *testing.T) {
	specs := Builtin()
	data, err := json.MarshalIndent(Spec{specs}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	again, err := parse("all.json", data)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(specs)
	b, _ := json.Marshal(again)
	if string(a) != string(b) {
		t.Error("the JSON form reads back differently")
	}
}

// Each mistake is reported with its file, line and field.
func TestMistakesNameTheirPlace(t *testing.T) {
	change := func(old, new string) string { return strings.Replace(goodTOML, old, new, 1) }
	for name, c := range map[string]struct{ file, text, want string }{
		"syntax":          {"x.toml", change(`password = "p"`, `password = p"`), "x.toml:4: "},
		"type":            {"x.toml", change(`"10.00"`, `10.00`), "x.toml:14: customer[0].account[0].balance: the number 10 stands here, it must be a text in quotes: \"...\""},
		"unknown field":   {"x.toml", change(`id = "main"`, "id = \"main\"\n  colour = \"red\""), "x.toml:13: customer[0].account[0].colour: this field is not known; there are id, name, friendly,"},
		"bad amount":      {"x.toml", change(`"10.00"`, `"10,00"`), `x.toml:14: customer[0].account[0].balance: "10,00" is not an amount like 1234.50`},
		"no sign":         {"x.toml", change(`"+10..20"`, `"10..20"`), `x.toml:18: customer[0].flow[0].amount: "10..20" needs a sign`},
		"reversed range":  {"x.toml", change(`"+10..20"`, `"+20..10"`), "x.toml:18: customer[0].flow[0].amount: "},
		"unknown class":   {"x.toml", change(`"grocery"`, `"food shopping"`), `x.toml:22: customer[0].habit[0].class: "food shopping" is not a class; the classes are 500+, `},
		"unknown country": {"x.toml", change(`["pl"]`, `["pl", "de"]`), `x.toml:5: customer[0].countries[1]: "de" is no country`},
		"missing balance": {"x.toml", change("  balance = \"10.00\"\n", ""), "x.toml:11: customer[0].account[0].balance: is missing"},
		"bad IBAN":        {"x.toml", change(`id = "main"`, "id = \"main\"\n  iban = \"PL00102010260000042270201111\""), "x.toml:13: customer[0].account[0].iban: "},
		"bad season":      {"x.toml", change("12 = 1.5", "13 = 1.5"), "x.toml:19: customer[0].flow[0].season.13: "},
		"bad owner":       {"x.toml", change(`name = "Konto"`, "name = \"Konto\"\n  owners = [\"q\"]"), `x.toml:14: customer[0].account[0].owners[0]: "q" is not one of p`},
		"bad PESEL":       {"x.toml", change(`name = "P"`, "name = \"P\"\n  pesel = \"12345678901\""), "x.toml:10: customer[0].person[0].pesel: "},
		"twice":           {"x.toml", goodTOML + goodTOML, `x.toml:26: customer[1].login: "a" is already customer[0] in country "pl"`},
		"twice itself":    {"x.toml", change(`["pl"]`, `["pl", "pl"]`), `x.toml:5: customer[0].countries: "pl" stands twice`},
		"with a sign":     {"x.toml", change(`"+10..20"`, `"-49.901"`), `x.toml:18: customer[0].flow[0].amount: "-49.901" is not an amount like -1234.50`},
		"byte order mark": {"x.toml", "\ufeff[[customer]]\nlogin = \"a\"\npassword = \"p\"\ncountries = [\"pl\"]\n", "x.toml:1: customer[0].person: is missing: at least one [[customer.person]]"},
		"one name twice":  {"x.toml", change(`id = "main"`, "id = \"main\"\n  sweep_to = \"x\"\n  name = \"K\"\n  balance = \"1.00\"\n  [[customer.account]]\n  id = \"main\""), `x.toml:13: customer[0].account[0].sweep_to: "x" is not one of main, outside` + "\n"},
		"no such bank":    {"x.toml", change(`["pl"]`, "[\"pl\"]\nbank = \"Wislaa\""), `x.toml:6: customer[0].bank: "Wislaa" is not one of KontoBank, Wisla`},
		"bank and land":   {"x.toml", change(`["pl"]`, "[\"pll\"]\nbank = \"Wisłaa\""), "x.toml:5: customer[0].countries[0]: \"pll\" is no country of the sandbox's bank: cz ee es lt lv ph pl pt ro\nx.toml:6: customer[0].bank: \"Wisłaa\" is not one of KontoBank, Wisla, Morava_cz"},
		"json that ends":  {"x.json", "{\n\"customer\": [", "x.json:2: the document ends in the middle"},
		"json of nothing": {"x.json", "", "x.json:1: the document is empty"},
		"bank abroad":     {"x.toml", change(`["pl"]`, "[\"pl\"]\nbank = \"Morava_cz\""), `x.toml:6: customer[0].bank: "Morava_cz" is not one of KontoBank, Wisla`},
		"overdraft":       {"x.toml", change(`name = "Konto"`, "name = \"Konto\"\n  overdraft = \"-5\""), `x.toml:14: customer[0].account[0].overdraft: "-5": must not be negative`},
		"unknown table":   {"x.toml", goodTOML + "[[customers]]\nlogin = \"z\"\n", "x.toml:24: customers: this field is not known; there are customer"},
		"two days": {"x.toml", goodTOML + "  [[customer.transaction]]\n  days_ago = -1\n  date = 2026-02-27\n  amount = \"-4.90\"\n  status = 5\n",
			"x.toml:25: customer[0].transaction[0].days_ago: stands beside date: leave one of them out\nx.toml:28: customer[0].transaction[0].status: the number 5 stands here"},
		"no day":         {"x.toml", goodTOML + "  [[customer.transaction]]\n  amount = \"-4.90\"\n  status = 5\n", "x.toml:24: customer[0].transaction[0].date: is missing: either date, like \"2026-03-01\", or days_ago, like 3\nx.toml:26: "},
		"no person":      {"x.toml", "[[customer]]\nlogin = \"a\"\npassword = \"p\"\ncountries = [\"pl\"]\nmonths = \"six\"\n", "x.toml:1: customer[0].person: is missing: at least one [[customer.person]]\nx.toml:5: "},
		"json twice":     {"x.json", "{\"customer\": [{\"login\": \"a\",\n\"login\": \"b\", \"password\": \"p\", \"countries\": [\"pl\"], \"person\": [{\"id\": \"p\", \"name\": \"n\"}]}]}", "x.json:2: customer[0].login: stands twice"},
		"no customer":    {"x.toml", "# nothing\n", "x.toml: the file holds no customer"},
		"not utf-8":      {"x.toml", "a = \"\xff\"", "x.toml:1: "},
		"json syntax":    {"x.json", "{\n\"customer\": [\n{]", "x.json:3: "},
		"json unknown":   {"x.json", "{\n\"customer\": [{\"login\": \"a\", \"password\": \"p\", \"countries\": [\"pl\"], \"person\": [{\"id\": \"p\", \"name\": \"n\"}],\n \"colour\": 1}]}", "x.json:3: customer[0].colour: this field is not known; there are login, "},
		"json type":      {"x.json", "{\n\"customer\": [{\"login\":\n 7}]}", "x.json:2: customer[0].login: the number 7 stands here, it must be a text in quotes"},
		"json more":      {"x.json", "{\"customer\": []}\n{}", "x.json:2: text after the end of the document"},
		"json and words": {"x.json", "{\"customer\": []}\n trailing", "x.json:2: text after the end of the document"},
		"json value":     {"X.JSON", "{\n\"customer\": [{\"login\": \"a\",\n \"password\": \"p\", \"countries\": [\"pl\"],\n \"person\": [{\"id\":\"p\",\n\"name\":\"\"}]}]}", "X.JSON:5: customer[0].person[0].name: must not be empty"},
		"empty":          {"x.json", "", "x.json:1: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := parse(c.file, []byte(c.text), Bank{"KontoBank", "pl"}, Bank{"Wisla", "pl"}, Bank{"Morava_cz", "cz"})
			if err == nil || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}

// A bare date that the calendar does not have is a mistake among the others, though no document of TOML may have it.
func TestABadBareDateHidesNoOtherMistake(t *testing.T) {
	text := strings.NewReplacer(`"10.00"`, `"x"`, `id = "p"`, "id = \"p\"\n  born = 1984-13-19 # of birth").Replace(goodTOML)
	_, err := parse("x.toml", []byte(text))
	if err == nil || !strings.Contains(err.Error(), `x.toml:9: customer[0].person[0].born: "1984-13-19"`) || !strings.Contains(err.Error(), "account[0].balance") {
		t.Error(err)
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	text := strings.NewReplacer(`"10.00"`, `"x"`, `"salary"`, `"y"`, "1.5\n", "-1\n").Replace(goodTOML)
	_, err := parse("x.toml", []byte(text))
	if n := strings.Count(err.Error(), "\n") + 1; n != 3 {
		t.Errorf("%d mistakes reported: %v", n, err)
	}
	if _, ok := errors.AsType[*fieldError](err); !ok {
		t.Errorf("%T holds no FieldError", err)
	}
}

// What does not fit, what is not known and what is not valid is told in one go, in the order of the lines, in words of TOML.
func TestMistakesOfEveryKindAtOnce(t *testing.T) {
	text := strings.NewReplacer(`"10.00"`, `10.00`, `id = "main"`, "id = \"main\"\n  colour = \"red\"", `"salary"`, `"y"`, `per_week = 1.5`, `per_week = "often"`, `["pl"]`, `"pl"`,
		`name = "P"`, "name = \"P\"\n  born = 1980-02-30").Replace(goodTOML)
	_, err := parse("x.toml", []byte(strings.Replace(text, "1980-02-30", "1980-02-03\n  pesel = true", 1)))
	want := []string{`x.toml:5: customer[0].countries: the text "pl" stands here, it must be a list: [...], each a text in quotes`,
		`x.toml:11: customer[0].person[0].pesel: true stands here, it must be a text in quotes`, `x.toml:15: customer[0].account[0].colour: this field is not known; there are`,
		`x.toml:17: customer[0].account[0].balance: the number 10 stands here`, `x.toml:20: customer[0].flow[0].class: "y" is not a class; the classes are`,
		`x.toml:26: customer[0].habit[0].per_week: the text "often" stands here, it must be a number, without quotes`}
	got := strings.Split(err.Error(), "\n")
	for i, w := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], w) {
			t.Fatalf("mistake %d: want %s\n%v", i, w, err)
		}
	}
	if len(got) != len(want) || strings.Contains(err.Error(), "int64") || strings.Contains(err.Error(), "slice") {
		t.Errorf("%v", err)
	}
}

func TestLoadNamesTheFileThatIsMissing(t *testing.T) {
	if _, err := Load(t.TempDir() + "/none.toml"); err == nil || !strings.Contains(err.Error(), "none.toml") {
		t.Error(err)
	}
}

// Customers that a program makes are checked like those of a file.
func TestNewWorldRefusesWrongCustomers(t *testing.T) {
	if _, err := NewWorld(1, testDay, []CustomerSpec{{Login: "x"}}); err == nil || !strings.Contains(err.Error(), "customer[0].password") {
		t.Error(err)
	}
}

// Whatever is accepted can be generated: no panic, and balances add up.
func FuzzParse(f *testing.F) {
	f.Add("x.toml", goodTOML)
	f.Add("x.json", `{"customer":[{"login":"a","password":"b","countries":["cz"],"person":[{"id":"p","name":"n"}],"account":[{"id":"a","name":"n","balance":"1"}],"habit":[{"class":"atm","per_week":3}]}]}`)
	f.Add("x.toml", "[[customer]]\n[[customer.account]]\n[customer.flow.x]\n= \"[[\"")
	f.Fuzz(func(t *testing.T, name, text string) {
		specs, err := parse(name, []byte(text))
		if err != nil {
			return
		}
		for i := range specs {
			specs[i].Months = min(specs[i].Months, 3)
			for j := range specs[i].Habits {
				specs[i].Habits[j].PerWeek = min(specs[i].Habits[j].PerWeek, 20)
			}
		}
		w, err := NewWorld(1, testDay, specs)
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range w.Customers() {
			c, _ := w.Customer(ref.Country, ref.Login)
			for _, a := range c.Accounts {
				for k := range max(len(a.Transactions)-1, 0) {
					if a.Transactions[k].Balance != a.Transactions[k+1].Balance+a.Transactions[k].Amount {
						t.Fatal("balances do not add up")
					}
				}
			}
		}
	})
}

func TestLinesOfNestedTables(t *testing.T) {
	got := tomlLines([]byte("[[customer]]\nlogin = 1\n[[customer.account]]\n id=2\n[[customer.account]]\n id=3\n[[customer]]\n[[customer.account]]\n id = 4\n"))
	want := map[string]int{"customer": 1, "customer[0].account": 3, "customer[1].account": 8, "customer[0]": 1, "customer[0].login": 2, "customer[0].account[0]": 3, "customer[0].account[0].id": 4, "customer[0].account[1]": 5,
		"customer[0].account[1].id": 6, "customer[1]": 7, "customer[1].account[0]": 8, "customer[1].account[0].id": 9}
	if !reflect.DeepEqual(map[string]int(got), want) {
		t.Errorf("%v", got)
	}
}

// What is well formed and cannot be is a mistake, too, on its own line.
func TestWhatCannotBeIsAMistake(t *testing.T) {
	for text, want := range map[string]string{
		strings.Replace(goodTOML, `name = "P"`, "name = \"P\"\n  born = \"2999-01-01\"", 1):                                            "x.toml:10: customer[0].person[0].born: 2999-01-01 lies in the future",
		goodTOML + "  [[customer.transaction]]\n  account = \"main\"\n  amount = \"-1\"\n  date = 2026-02-27\n  booked = 2026-02-20\n": "customer[0].transaction[0].booked: 2026-02-20 lies before date, 2026-02-27",
		"[[customer]\nlogin = \"a\"\n": "x.toml:1: ",
	} {
		if _, err := parse("x.toml", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
}
