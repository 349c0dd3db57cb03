package tui

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/service"
	"aisdesk/tui/grid"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/rows"
	"aisdesk/tui/theme"
)

// What must not be read under the mask: a name, an account number and an amount, each so that no part of it stands
// anywhere else. Amounts and numbers are looked for as they are written in lists, too.
const (
	secretName   = "Zofikowska"
	secretIBAN   = "PL99887766554433221100998877"
	secretAmount = "31337.42"
)

var secrets = []string{"Zofik", "zofik", "ZOFIK", "9988", "8877 66", "5544", "31337", "31 337", "31.3k", "31k"}

// secretReply has the secrets in every field in which a bank could put them.
func secretReply() string {
	row := func(day, amount, labels string) string {
		return `<moneyTransaction><transactionOn>2026-` + day + `</transactionOn><bookedOn>2026-` + day + `</bookedOn><currencyAmount>` + amount +
			`</currencyAmount><currencyBalance>` + secretAmount + `</currencyBalance><title>` + secretName + ` rent</title><party>` + secretName +
			`</party><partyIban>` + secretIBAN + `</partyIban><kind>PRZELEW</kind><status>DONE</status><variableSymbol>` + secretName +
			`</variableSymbol><constantSymbol>` + secretName + `</constantSymbol><labels>` + labels + `</labels></moneyTransaction>`
	}
	owner := `<owner><name>` + secretName + `</name><address>ul. ` + secretName + `</address><kind>OWNER</kind><polishPesel>` + secretName + `</polishPesel><phone>` +
		secretName + `</phone><email>` + secretName + `@x.test</email><citizenship>` + secretName + `</citizenship><personalDocumentType>` + secretName +
		`</personalDocumentType><personalDocumentNumber>` + secretName + `</personalDocumentNumber><birthDate>` + secretName + `</birthDate></owner>`
	var rows strings.Builder
	for m := 1; m <= 5; m++ {
		month := fmt.Sprintf("%02d", 6-m)
		rows.WriteString(row(month+"-28", "-"+secretAmount, "<label>rent</label>") + row(month+"-10", secretAmount, "<label>salary</label>") +
			row(month+"-02", "-"+secretAmount, "<label>gambling</label>"))
	}
	return `<?xml version="1.0" encoding="utf-8"?>
<reply status="200 OK" user="sandbox-test" responseTimestamp="2026-05-04T09:29:00Z"><command id="455000001" state="successful" name="DefaultImportCommand" target="KontoBankApi" institution="KontoBank"><progress><value>0</value></progress><result><owners>` + owner + `</owners><accounts><account><name>` + secretName + `</name><friendlyName>` + secretName + `</friendlyName><owners>` + owner + `</owners><iban>` + secretIBAN + `</iban><currencyBalance>` + secretAmount + `</currencyBalance><currencyFundsAvailable>` + secretAmount + `</currencyFundsAvailable><currencyName>PLN</currencyName><strange>` + secretName + `</strange><moneyTransactions>` + rows.String() + `</moneyTransactions></account></accounts><creditCards><creditCard><name>` + secretName + `</name><number>` + secretIBAN + `</number><cardId>` + secretName + `</cardId><iban>` + secretIBAN + `</iban><owners>` + owner + `</owners><currencyBalance>-` + secretAmount + `</currencyBalance><currencyFundsAvailable>` + secretAmount + `</currencyFundsAvailable><limit>` + secretAmount + `</limit><currencyName>PLN</currencyName><creditCardTransactions>` + strings.NewReplacer("moneyTransaction", "creditCardTransaction").Replace(row("04-11", "-"+secretAmount, "")) + `</creditCardTransactions></creditCard></creditCards></result></command></reply>`
}

// everyColumn is a layout in which no column is hidden.
var everyColumn = func() string {
	var cols []grid.ColumnState
	for _, c := range rows.Columns(nil) {
		cols = append(cols, grid.ColumnState{Key: c.Key, Width: c.Width})
	}
	b, _ := json.Marshal(cols)
	return string(b)
}()

// secretive is a world that is full of secrets, with the mask on.
func secretive() *fake {
	f := newFake()
	f.settings.Masked = true
	f.settings.Memory = map[string]string{"transactions/columns": everyColumn}
	f.reply = secretReply()
	f.calls = append(f.calls, aisclient.Exchange{Seq: 2, Started: frozen, Method: "GET", Host: "api", Path: "/v1/x.xml", Status: 200,
		ResponseBody: []byte("<a>" + secretName + "</a>")})
	f.kept = []service.Answer{{Service: service.Scores, AskedAt: frozen, Source: "test", Body: []byte(`{"name":"` + secretName + `"}`)}}
	return f
}

// discreet fails if a secret stands on the screen, also one that is broken over lines.
func (p *desktop) discreet(t *testing.T, where string) {
	t.Helper()
	said := ansi.Strip(p.Raw())
	for _, s := range secrets {
		if strings.Contains(said, s) {
			t.Fatalf("%s: %q shows under the mask:\n%s", where, s, p.Screen())
		}
	}
}

// Every key of every screen, one after the other, and what the screen then shows.
func TestMaskHidesEverythingEverywhere(t *testing.T) {
	t.Chdir(innocent(t))
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		in(t, secretive(), Options{}, func(t *testing.T, p *desktop) {
			p.Size(size[0], size[1])
			p.discreet(t, "home")
			p.Press("l")
			p.discreet(t, "library")
			p.Press("d")
			p.discreet(t, "delete")
			p.Press("esc", "esc")
			p.Send(pane.OpenFile{Path: "/tmp/" + secretName + ".xml"}).Wait(time.Second)
			for tab := range p.root.nav.workspace().panes {
				digit := fmt.Sprint(tab + 1)
				p.Press(digit)
				p.discreet(t, "tab "+digit)
				walk(t, p, digit)
			}
		})
	}
}

// innocent is a new directory whose name, which the screen shows where it writes a file, holds no secret by chance.
func innocent(t *testing.T) string {
	t.Helper()
	for {
		dir, err := os.MkdirTemp("", "mask")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.RemoveAll(dir) })
		if !slices.ContainsFunc(secrets, func(s string) bool { return strings.Contains(dir, s) }) {
			return dir
		}
	}
}

// walk presses every key of the tab in front, twice and with a step between, and comes back to the tab.
func walk(t *testing.T, p *desktop, digit string) {
	var keys []string
	for _, b := range p.root.nav.top().Actions() {
		keys = append(keys, b.Keys...)
	}
	for _, k := range append(keys, "?", ":", "ctrl+t") {
		if slices.Contains([]string{"q", "esc", "ctrl+c", "ctrl+z"}, k) {
			continue
		}
		p.Press(digit, k)
		p.discreet(t, "tab "+digit+" after "+k)
		p.Press("down")
		p.discreet(t, "tab "+digit+" after "+k+" down")
		p.Press(k)
		p.discreet(t, "tab "+digit+" after "+k+" twice")
		p.Press("enter").Wait(200 * time.Millisecond)
		p.discreet(t, "tab "+digit+" after "+k+" enter")
		for range 6 { // out of overlays, prompts, drills; then the workspace anew if that left it
			p.Press("esc")
			p.discreet(t, "tab "+digit+" after "+k+" and back")
		}
		if p.root.nav.workspace() == nil {
			p.Send(pane.OpenFile{Path: "/tmp/" + secretName + ".xml"}).Wait(time.Second)
		}
	}
}

// What the user does with the secrets under the mask: filters, drills, marks, saves, finds, undoes.
func TestMaskHidesWhatIsMadeOfTheData(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {200, 50}} {
		in(t, secretive(), Options{}, func(t *testing.T, p *desktop) {
			p.Size(size[0], size[1])
			p.Send(pane.OpenFile{Path: secretName + ".xml"}).Wait(time.Second)
			see := func(keys ...string) {
				t.Helper()
				for _, k := range keys {
					p.Press(k)
					p.discreet(t, strings.Join(keys, " ")+" at "+k)
				}
			}
			see("3")
			for range 16 { // every column
				see("+", "/", "esc", "w", "a", "enter", "o", "esc", "u", "-", "esc", "y", "l")
			}
			p.Press("/").Type(strings.ToLower(secretName) + ` amt:>31337 party:"` + secretName + ` x"`)
			p.discreet(t, "typing a filter")
			p.Press("left", "backspace")
			p.discreet(t, "typing a filter")
			p.Press("esc", "esc").Press("f").Type(secretName)
			p.discreet(t, "typing to find")
			see("enter", "n", "N")
			p.Press("/").Type("amt:" + secretName)
			p.discreet(t, "a filter that cannot be read")
			p.Press("esc", "esc").Press("/").Type(strings.ToLower(secretName) + ":x")
			p.discreet(t, "a field that does not exist")
			see("esc", "esc", "M", "Y", "enter", "J", "K", "enter")
			for _, from := range []string{"1", "2", "4"} {
				see(from, "enter", "+", "esc", "esc")
			}
			for range 9 { // every grouping
				see("5", "r", "i", "i", "enter", "esc", "5", "esc", "esc")
			}
			for range 6 {
				see("5", "b", "down", "enter", "esc", "5")
			}
			p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
			p.Press("5", "/").Type("party:" + secretName)
			p.discreet(t, "a filter of the charts")
			see("enter", "esc")
		})
	}
}

// The mask hides at once what was said before it.
func TestMaskTakesNoticesAway(t *testing.T) {
	f := secretive()
	f.settings.Masked = false
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("3", "f").Type(secretName).Press("enter").Sees("rows match " + secretName)
		p.Press("/").Type("party:" + secretName).Press("enter")
		p.Press("ctrl+o")
		p.discreet(t, "the mask")
		p.Press("6", "ctrl+o", "/").Type(secretName).Press("enter").Sees("find " + secretName)
		p.Press("ctrl+o")
		p.discreet(t, "the inspector")
	})
}

func TestMaskInFailures(t *testing.T) {
	f := secretive()
	f.reply = strings.Replace(f.reply, "</reply>", "<x 9"+secretName+"=''/></reply>", 1)
	in(t, f, Options{Start: Start{At: AtFile, Name: "/tmp/" + secretName + ".xml"}}, func(t *testing.T, p *desktop) {
		p.discreet(t, "opening")
		p.Wait(time.Second)
		p.Sees("Failed")
		p.discreet(t, "failed")
		p.Press("i")
		p.discreet(t, "the reply that could not be read")
	})
}

// Copies and exports are what the data is: dots would be of no use. Both say so.
func TestMaskDoesNotChangeCopies(t *testing.T) {
	in(t, secretive(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("3", "y").Sees("unmasked")
		if c := base64.StdEncoding.EncodeToString([]byte(secretName)); !strings.Contains(p.clip.String(), c) {
			t.Errorf("copied %q", p.clip)
		}
		p.Press("e").Sees("unmasked: the mask covers the screen only")
	})
}

// An account is told from another by the end of its number, also under the mask.
func TestMaskLeavesTheEndOfANumber(t *testing.T) {
	in(t, secretive(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("2").Sees(theme.Must(theme.Dark, theme.TrueColour).Glyphs().Masked + "8877")
	})
}
