package sandbox_test

import (
	"net/url"
	"strings"
	"testing"

	"aisdesk/localserver/sandbox"
)

// part runs one of the commands that import a part and returns the command of its final reply.
func (w *wire) part(id, sig, name string, more ...string) node {
	w.t.Helper()
	res := w.post("/v1/command/"+name+".xml", append([]string{"sessionId", id, "sessionIdSignature", sig}, more...)...)
	if res.StatusCode != 202 {
		w.t.Fatalf("%s: %s", name, res.text)
	}
	return w.tree(w.finish(w.tree(res).at("command").attr("id"))).at("command")
}

// TestPartByPart imports as the clients of before the default import do: owners, accounts, the rows of each.
func TestPartByPart(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("salaried", "o")
	whole := w.tree(w.finish(w.begin("salaried", "whole", 60))).at("command", "result")

	owners := w.part(id, sig, "import-owners")
	if owners.attr("name") != "ImportOwnersDetailsCommand" || owners.at("result").names() != "owners" || owners.at("result", "owners", "owner", "polishPesel").Text == "" {
		t.Errorf("owners: %+v", owners)
	}
	accounts := w.part(id, sig, "import-accounts").at("result")
	if accounts.names() != "accounts" || len(accounts.at("accounts").Children) == 0 || len(accounts.at("accounts").Children) != len(whole.at("accounts").Children) || accounts.at("accounts", "account", "moneyTransactions").exists() {
		t.Errorf("accounts: %s", accounts.names())
	}
	for i, a := range accounts.at("accounts").Children {
		iban := a.at("iban").Text
		rows := w.part(id, sig, "import-account-transactions", "iban", iban[:4]+" "+iban[4:], "since", since(60), "fast", "true").at("result")
		want := whole.at("accounts").Children[i].at("moneyTransactions").Children
		if got := rows.at("moneyTransactions").Children; len(got) != len(want) || len(got) == 0 || got[0].at("title").Text != want[0].at("title").Text {
			t.Errorf("%s: %d rows, the default import has %d", iban, len(got), len(want))
		}
	}
	cards := w.part(id, sig, "import-credit-cards").at("result")
	card := cards.at("creditCards", "creditCard")
	if cards.names() != "creditCards" || card.at("limit").Text == "" || card.at("moneyTransactions").exists() {
		t.Errorf("cards: %+v", cards)
	}
	rows := w.part(id, sig, "import-credit-card-transactions", "cardNumber", card.at("number").Text, "since", since(60)).at("result", "moneyTransactions")
	if want := whole.at("creditCards", "creditCard", "moneyTransactions"); len(rows.Children) != len(want.Children) || len(rows.Children) == 0 {
		t.Errorf("%d rows of the card, want %d", len(rows.Children), len(want.Children))
	}
	w.expect(w.get("/v1/data.xml?ownerExternalId=o"), 404, "InvalidOwnerExternalId")
}

func TestPartsDoNotMixWithTheDefaultImport(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	w.part(id, sig, "import-accounts")
	w.expect(w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(9)), 400, "CommandNotAvailable")
	w.part(id, sig, "import-owners")

	id, sig = w.signIn("test1", "o")
	w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(9))
	w.expect(w.post("/v1/command/import-owners.xml", "sessionId", id, "sessionIdSignature", sig), 400, "DefaultImportAlreadyExecuted")
}

func TestPartsCheckWhatTheyAreAskedFor(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	for _, c := range []struct{ path, query, name string }{
		{"import-owners", "", "InvalidParameter"}, {"import-owners", "sessionId=1&sessionIdSignature=2", "InvalidSessionId"}, {"import-owners", "sessionId=" + id + "&sessionIdSignature=2", "InvalidSessionIdSignature"},
		{"import-account-transactions", "since=" + since(9), "InvalidIban"}, {"import-account-transactions", "iban=PL61109010140000071219812874&since=" + since(9), "InvalidIban"},
		{"import-account-transactions", "iban=PL69249081159101748814168112", "InvalidSince"}, {"import-account-transactions", "iban=PL69249081159101748814168112&since=tomorrow", "InvalidSince"},
		{"import-credit-card-transactions", "since=" + since(9), "InvalidParameter"}, {"import-credit-card-transactions", "cardNumber=4111&since=" + since(9), "InvalidParameter"},
	} {
		q, _ := url.ParseQuery(c.query)
		if q.Get("sessionId") == "" && c.path != "import-owners" {
			c.query += "&sessionId=" + id + "&sessionIdSignature=" + sig
		}
		res := w.post("/v1/command/" + c.path + ".xml?" + c.query)
		if got := w.tree(res).at("exception").attr("name"); got != c.name {
			t.Errorf("%s %s: %s", c.path, c.query, res.text)
		}
	}
	w.expect(w.get("/v1/command/import-owners.xml"), 405, "MethodNotAllowed")
}

// TestPartsUnderScenarios holds that what happens to imports happens to parts of them.
func TestPartsUnderScenarios(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	const iban = "PL69249081159101748814168112"
	rows := func() node {
		return w.part(id, sig, "import-account-transactions", "iban", iban, "since", since(9))
	}
	w.sb.SetScenario("IO")
	if c := rows(); c.attr("state") != "error" || c.at("exception").attr("name") != "IO" {
		t.Errorf("%+v", c)
	}
	w.sb.SetScenario("large:500")
	if n := len(rows().at("result", "moneyTransactions").Children); n != 500 {
		t.Errorf("%d rows", n)
	}
	w.sb.SetScenario("empty")
	if r := rows().at("result"); !r.exists() || len(r.Children) != 0 {
		t.Errorf("%+v", r)
	}
	w.sb.SetScenario("session-expired")
	w.expect(w.post("/v1/command/import-owners.xml", "sessionId", id, "sessionIdSignature", sig), 404, "InvalidSessionId")
}

// TestRepliesOf2016 is for clients that know neither setup nor who is answered.
func TestRepliesOf2016(t *testing.T) {
	w := start(t, sandbox.Options{Scenario: "old-replies+hold-setup:1h"})
	id, sig := w.signIn("test1", "o")
	res := w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(9))
	r := w.tree(res)
	poll := w.tree(w.get("/v1/command/" + r.at("command").attr("id") + ".xml?sessionId=" + id + "&sessionIdSignature=" + sig))
	if r.at("command").attr("state") != "in_progress" || poll.at("command").attr("state") != "in_progress" || !strings.Contains(res.text, `<reply status="202 Accepted"><command`) {
		t.Errorf("%s", res.text)
	}
}
