package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/verify"
	"aisdesk/localserver/sandbox"
	"aisdesk/localserver/sandbox/bank"
)

// verdictTable is what a careful analyst concludes of one customer of the sandbox's bank. The claims of one table are
// made together; each line is an outcome and a claim, where {main} stands for the number of the account of that id.
// The outcomes were written by hand from the rules and the customers file, before the program ran.
type verdictTable struct {
	login, country string
	claims         []string
}

// verdictDay is the day on which the customers are looked at.
var verdictDay = time.Date(2026, 11, 17, 12, 0, 0, 0, time.UTC)

func TestVerdictsOnTheSandboxsCustomers(t *testing.T) {
	world, err := bank.NewWorld(1, bank.DayOf(verdictDay), bank.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	sb := sandbox.Start(t, sandbox.Options{Seed: 1, Now: func() time.Time { return verdictDay }})
	ledgers := map[string]*ledger.Ledger{}
	for n, table := range verdictTables {
		key := table.country + "/" + table.login
		t.Run(fmt.Sprintf("%s/%d", key, n), func(t *testing.T) {
			if ledgers[key] == nil {
				ledgers[key] = importedLedger(t, sb, table.login, table.country)
			}
			c, _ := world.Customer(table.country, table.login)
			checkVerdicts(t, ledgers[key], c, table.claims)
		})
	}
}

// Every customer has a table.
func TestEveryCustomerHasVerdicts(t *testing.T) {
	for _, spec := range bank.Builtin() {
		if !slices.ContainsFunc(verdictTables, func(v verdictTable) bool {
			return v.login == spec.Login && slices.Contains(spec.Countries, v.country)
		}) {
			t.Errorf("%s of %v has no verdict table", spec.Login, spec.Countries)
		}
	}
}

func checkVerdicts(t *testing.T, l *ledger.Ledger, c *bank.Customer, lines []string) {
	t.Helper()
	numbers := []string{}
	for _, a := range c.Accounts {
		numbers = append(numbers, "{"+a.ID+"}", a.IBAN)
	}
	var claims []verify.Claim
	var wants []string
	for _, line := range lines {
		want, said, _ := strings.Cut(line, " ")
		kind, value, _ := strings.Cut(strings.NewReplacer(numbers...).Replace(said), " ")
		claim, err := verify.Parse(verify.Kind(kind), value)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		claims, wants = append(claims, claim), append(wants, want)
	}
	day := aisclient.DateOf(verdictDay.Date())
	k, err := verify.NewChecker(t.Context(), insight.NewCache(l, insight.Options{Today: day}), day)
	if err != nil {
		t.Fatal(err)
	}
	r, err := k.Check(t.Context(), claims)
	if err != nil {
		t.Fatal(err)
	}
	for i, check := range r.Checks {
		if got := string(check.Outcome); got != wants[i] {
			t.Errorf("%s: %s, want %s: %s", lines[i], got, wants[i], check.Reason)
		}
	}
}

// importedLedger imports a year of a customer from the sandbox as any client does, and reads the reply.
func importedLedger(t *testing.T, sb *sandbox.Sandbox, login, country string) *ledger.Ledger {
	t.Helper()
	session := sandboxCall(t, sb, "/v1/mock-session.xml", url.Values{"login": {login}, "country": {country}, "ownerExternalId": {"verdicts"}})
	attr := func(text, name string) string {
		_, rest, _ := strings.Cut(text, " "+name+"=\"")
		value, _, _ := strings.Cut(rest, "\"")
		return value
	}
	_, session, _ = strings.Cut(session, "<session")
	command := sandboxCall(t, sb, "/v1/command/default-import.xml", url.Values{"sessionId": {attr(session, "id")},
		"sessionIdSignature": {attr(session, "signature")}, "since": {verdictDay.AddDate(-1, 0, 0).Format(time.DateOnly)}})
	_, command, _ = strings.Cut(command, "<command")
	sb.Advance(time.Minute)
	reply := sandboxCall(t, sb, "/v1/command/"+attr(command, "id")+".xml", nil)
	l, _, err := ledger.Load(t.Context(), strings.NewReader(reply), aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatalf("%v\n%.400s", err, reply)
	}
	return l
}

// sandboxCall posts a form, or gets where there is none.
func sandboxCall(t *testing.T, sb *sandbox.Sandbox, path string, form url.Values) string {
	t.Helper()
	method := http.MethodPost
	if form == nil {
		method = http.MethodGet
	}
	req, _ := http.NewRequestWithContext(t.Context(), method, sb.APIURL()+path, strings.NewReader(form.Encode()))
	req.Header.Set("X-Api-Key", sb.Key())
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode >= 400 {
		t.Fatalf("%s: %d %v\n%.400s", path, res.StatusCode, err, body)
	}
	return string(body)
}
