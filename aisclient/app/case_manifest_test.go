package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/verify"
)

// elsewhere is the same archive on a machine that noted nothing of it.
func elsewhere(t *testing.T, a *App) *App {
	t.Helper()
	c := a.Config
	c.StateDir = t.TempDir()
	b := New(c, Options{Now: a.opts.Now})
	t.Cleanup(b.Close)
	return b
}

// rewrite replaces a text in the manifest of an import, once.
func rewrite(t *testing.T, a *App, importID, old, with string) (restore func()) {
	t.Helper()
	path := filepath.Join(a.Config.DataDir, "imports", importID, "manifest.json")
	was, err := os.ReadFile(path)
	must(t, err)
	if strings.Count(string(was), old) == 0 {
		t.Fatalf("the manifest has no %s:\n%s", old, was)
	}
	write := func(s string) { must(t, os.WriteFile(path, []byte(s), 0o600)) }
	write(strings.Replace(string(was), old, with, 1))
	return func() { write(string(was)) }
}

// A manifest that was changed is named on every machine by the case to which its import belongs, also on one that noted nothing of
// it, and what it says is in no figure.
func TestAChangedManifestIsNamedByItsCase(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	ask := ReportRequest{Claims: claims(t, "income 5000 PLN")}
	for name, c := range map[string]struct{ old, with, said string }{
		"environment": {`"environment": "sandbox"`, `"environment": "live"`, "the environment live, which was sandbox"},
		"owner":       {`"ownerExternalId": "jan"`, `"ownerExternalId": "eva"`, "the customer id eva, which was jan"},
		"bank":        {`"target": "BankA"`, `"target": "BankC"`, "its bank, first day, command or state is another"},
		"first day":   {`"state": "successful"`, `"state": "successful",` + "\n  " + `"since": "2020-01-01"`, "its bank, first day, command or state is another"},
		"unconfirmed": {`"state": "successful"`, `"state": "successful",` + "\n  " + `"ownerUnconfirmed": true`, "its bank, first day, command or state is another"},
		"time":        {`"created": "2026-11-28T09:00:00Z"`, `"created": "2026-11-27T09:00:00Z"`, "the time 2026-11-27T09:00:00Z, which was 2026-11-28T09:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			defer rewrite(t, a, importA, c.old, c.with)()
			b := elsewhere(t, a)
			checked, err := b.Cases.Check(t.Context(), id)
			must(t, err)
			if len(checked.Problems) != 1 || !strings.Contains(checked.Problems[0].What, importA) || !strings.Contains(checked.Problems[0].What, c.said) {
				t.Errorf("check: %v", checked.Problems)
			}
			if _, err := b.Open(t.Context(), importA); !errors.Is(err, archive.ErrDamaged) || !strings.Contains(err.Error(), c.said) {
				t.Errorf("open: %v", err)
			}
			d := dataset(t, b, id)
			if len(d.View.Missing) != 1 || !strings.Contains(d.View.Missing[0].String(), c.said) {
				t.Errorf("case show: %v", d.View.Missing)
			}
			doc, err := b.Reports.Make(t.Context(), d, ask)
			must(t, err)
			if doc.Verdict != string(verify.Inconclusive) || len(doc.Missing) != 1 || !strings.Contains(doc.Missing[0].Why, "its manifest is not the one that was saved") {
				t.Errorf("report: %s, %v", doc.Verdict, doc.Missing)
			}
		})
	}
	b := elsewhere(t, a)
	checked, err := b.Cases.Check(t.Context(), id)
	if must(t, err); len(checked.Problems) > 0 || len(dataset(t, b, id).View.Missing) > 0 {
		t.Errorf("as it was: %v", checked.Problems)
	}
}

// Of an import that stands alone a machine that noted nothing of it knows what its reply and its id say, and says what it cannot know.
func TestAChangedManifestOfAnImportAloneIsNamedByItsReply(t *testing.T) {
	a := offlineApp(t)
	id := put(t, a, "jan", xmlReply("BankA", "Jan Kowalski", ibanA, "9000.00", months(28, wages)...))
	unknown := func(notes []string) bool { return strings.Contains(strings.Join(notes, " "), "cannot be known here") }
	for _, c := range []struct{ old, with, said string }{
		{`"target": "BankA"`, `"target": "BankC"`, "the bank BankC, and the reply BankA"},
		{`"state": "successful"`, `"state": "error"`, "the state error, and the reply successful"},
		{`"state": "successful"`, `"state": "successful",` + "\n  " + `"commandId": "2"`, "the command 2, and the reply 1"},
		{`"created": "2026-11-28T09:00:00Z"`, `"created": "2026-11-27T09:00:00Z"`, "the time 2026-11-27T09:00:00Z, and its id another"},
	} {
		restore := rewrite(t, a, id, c.old, c.with)
		checked, err := elsewhere(t, a).Cases.CheckImport(t.Context(), id)
		must(t, err)
		if len(checked.Problems) != 1 || !strings.Contains(checked.Problems[0].What, c.said) {
			t.Errorf("%s: %v", c.said, checked.Problems)
		}
		restore()
	}
	// An answer about another command is kept as unreadable: nobody changed it.
	restore := rewrite(t, a, id, `"state": "successful"`, `"state": "unreadable",`+"\n  "+`"commandId": "2"`)
	if c, err := elsewhere(t, a).Cases.CheckImport(t.Context(), id); err != nil || len(c.Problems) > 0 {
		t.Errorf("kept as unreadable: %v, %v", c, err)
	}
	restore()
	if c, err := elsewhere(t, a).Cases.CheckImport(t.Context(), id); err != nil || len(c.Problems) > 0 || !unknown(c.Notes) {
		t.Errorf("on another machine: %v, %v", c, err)
	}
	if c, err := a.Cases.CheckImport(t.Context(), id); err != nil || len(c.Problems) > 0 || unknown(c.Notes) {
		t.Errorf("where it was saved: %v, %v", c, err)
	}
}
