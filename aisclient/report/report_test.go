package report_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/report/reporttest"
)

func written(t *testing.T, d *report.Document, f form.Form) string {
	t.Helper()
	b, err := form.Render(d, f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Scripts that read the JSON of before find every name where it was.
func TestTheNamesOfTheJSONStay(t *testing.T) {
	var got struct {
		Checks        []map[string]any
		Quality       []map[string]any
		Notable       []map[string]any
		Totals        []map[string]any
		Affordability []map[string]any
	}
	raw := written(t, reporttest.Customer().Document(t, report.Full), form.JSON)
	var top map[string]any
	if err := errors.Join(json.Unmarshal([]byte(raw), &top), json.Unmarshal([]byte(raw), &got)); err != nil {
		t.Fatal(err)
	}
	has := func(o map[string]any, names string) {
		for _, n := range strings.Fields(names) {
			if _, ok := o[n]; !ok {
				t.Errorf("no %s in %.300v", n, o)
			}
		}
	}
	has(top, "made dataAsOf rules lexicon banks owners person rows totals verdict checks quality leftOut gates withheld notable")
	has(top, "schema id badge environment level program imports accounts consents claims income obligations affordability balances acts review unknown expires")
	has(got.Checks[2], "kind claim outcome codes reason window currency proven possible filter rows evidence notCounted rule version parameters count")
	has(got.Quality[0], "source label currency rows current empty first last covers short cut balances tolerance theirs")
	has(got.Notable[0], "topic level sentence figures first last filter rows")
	has(got.Affordability[0], "currency dsti formula living livingRows disposable spending gambling gamblingRows cash window")
	has(got.Totals[0], "currency count booked in out net min max mean median")
}

func TestTheDocumentComesBackFromItsJSON(t *testing.T) {
	for _, level := range report.Levels() {
		w := reporttest.Customer()
		w.Provider = `{"currencies":{"PLN":{"M-0":{"salary":5200}}}}`
		d := w.Document(t, level)
		raw := written(t, d, form.JSON)
		back, err := report.Parse([]byte(raw))
		if err != nil {
			t.Fatalf("%s: %v", level, err)
		}
		for _, f := range form.Forms() {
			if written(t, d, f) != written(t, back, f) {
				t.Errorf("%s: the %s of the document that was read back differs", level, f)
			}
		}
		sum := sha256.Sum256([]byte(raw))
		for _, f := range []form.Form{form.Text, form.Markdown, form.HTML} {
			if !strings.Contains(written(t, d, f), hex.EncodeToString(sum[:])) {
				t.Errorf("%s does not print the checksum of the JSON", f)
			}
		}
	}
}

// Whatever is changed in a report is noticed.
func TestAChangedReportIsRefused(t *testing.T) {
	raw := []byte(written(t, reporttest.Customer().Document(t, report.File), form.JSON))
	for i := 0; i < len(raw); i += 37 {
		if raw[i] < '0' || raw[i] > 'z' {
			continue
		}
		b := bytes.Clone(raw)
		b[i] ^= 1
		if _, err := report.Parse(b); err == nil {
			t.Errorf("a flipped bit at %d (%q) passed", i, raw[max(i-20, 0):i+5])
		}
	}
	if _, err := report.Parse(append(raw, ' ')); !errors.Is(err, report.ErrChanged) {
		t.Errorf("a blank at the end: %v", err)
	}
	for _, cut := range []string{`{"schema":1,"id":"R-0123456789`, `{"schema":1,"id":7}`, `x{"id":"R-01234567890123456789","badge":""}`} {
		if _, err := report.Parse([]byte(cut)); !errors.Is(err, report.ErrChanged) {
			t.Errorf("%s: %v", cut, err)
		}
	}
	if _, err := report.Parse([]byte(`{"cut`)); !errors.Is(err, report.ErrNone) {
		t.Error(err)
	}
	if _, err := report.Parse([]byte(`{"verdict":"confirmed"}`)); !errors.Is(err, report.ErrNone) {
		t.Errorf("another JSON: %v", err)
	}
	newer := bytes.Replace(raw, []byte(`{"schema":1,`), []byte(`{"schema":2,`), 1)
	if _, err := report.Parse(newer); !errors.Is(err, report.ErrNewer) {
		t.Errorf("a newer schema: %v", err)
	}
}

func TestTheBadgeStandsInEveryForm(t *testing.T) {
	for environment, badge := range map[string]string{"sandbox": "SANDBOX", "test": "TEST", "file": "FILE", "": "FILE", "elsewhere": "FILE"} {
		w := reporttest.Customer()
		w.Input.Environment = environment
		if environment == "" {
			w.Input.Environment = "file"
		}
		d := w.Document(t, report.File)
		if string(d.Badge) != badge || !strings.Contains(written(t, d, form.JSON), `"badge":"`+badge+`"`) {
			t.Errorf("%s: %s", environment, d.Badge)
		}
		for _, f := range []form.Form{form.Text, form.Markdown} {
			first, _, _ := strings.Cut(written(t, d, f), "\n")
			if !strings.Contains(first, badge) {
				t.Errorf("%s: the first line of %s is %q", environment, f, first)
			}
		}
		page := written(t, d, form.HTML)
		if !strings.Contains(page, "<title>"+badge+": ") || !strings.Contains(page, `aria-hidden="true"><span>`+badge+"</span>") {
			t.Errorf("%s: no badge in the title or across the page", environment)
		}
	}
	w := reporttest.Customer()
	w.Input.Environment = "live"
	for _, f := range []form.Form{form.Text, form.Markdown, form.HTML} {
		if s := written(t, w.Document(t, report.File), f); strings.Contains(s, "SANDBOX") || strings.Contains(s, "FILE") {
			t.Errorf("live data has a badge in %s", f)
		}
	}
}

// The level decides what is shown, never what came out.
func TestLevelsHideDataAndKeepOutcomes(t *testing.T) {
	w := reporttest.Customer()
	full := w.Document(t, report.Full)
	for _, level := range []report.Level{report.File, report.Verdict} {
		d := w.Document(t, level)
		if d.Verdict != full.Verdict || len(d.Checks) != len(full.Checks) || len(d.Notable) != len(full.Notable) || d.Level != level {
			t.Fatalf("%s: %s %d", level, d.Verdict, len(d.Checks))
		}
		for i := range d.Checks {
			a, b := d.Checks[i], full.Checks[i]
			if a.Outcome != b.Outcome || a.Count != b.Count || !slices.Equal(a.Codes, b.Codes) || (a.Proven == nil) != (b.Proven == nil) || a.Proven != nil && *a.Proven != *b.Proven {
				t.Errorf("%s: check %d differs: %+v", level, i, a)
			}
		}
		for _, f := range []form.Form{form.JSON, form.Text, form.Markdown, form.HTML} {
			s := written(t, d, f)
			for _, secret := range []string{reporttest.IBAN, "109010140000071219812874", "PL27114020040000300201355387", "KOLEGOWSKI", "Kolegowski"} {
				if strings.Contains(s, secret) {
					t.Errorf("%s: %s shows %q", level, f, secret)
				}
			}
			if !strings.Contains(s, "2874") {
				t.Errorf("%s: %s does not show the last four digits", level, f)
			}
			if !strings.Contains(s, "Anna Łącka") {
				t.Errorf("%s: %s hides whom it is about", level, f)
			}
		}
	}
	if s := written(t, full, form.JSON); !strings.Contains(s, reporttest.IBAN) || !strings.Contains(s, "MAREK KOLEGOWSKI") {
		t.Error("full hides something")
	}
	if s := written(t, w.Document(t, report.File), form.JSON); !strings.Contains(s, `"party":"M. K."`) || !strings.Contains(s, "Wynagrodzenie za pracę") {
		t.Error("file shows no initials, or hides the title of an evidence row")
	}
	if s := written(t, w.Document(t, report.Verdict), form.JSON); strings.Contains(strings.ToLower(s), `rows":[`) || strings.Contains(s, `"evidence"`) || strings.Contains(s, "row:") || strings.Contains(s, "Wynagrodzenie za") {
		t.Error("verdict shows rows")
	}
}

// Health, religion, parties, unions, donations and the ground of a benefit count in totals and stand nowhere else.
func TestSpecialDataIsNoEvidence(t *testing.T) {
	w := reporttest.Customer()
	w.Claims = append(w.Claims, "without returned payments", "without loans", "obligations-at-most 9000PLN", "employer Zakład Mleczarski Gżegżółka")
	with := w.Document(t, report.Full)
	kinds := map[string]int{}
	for _, k := range with.Special {
		kinds[k.Kind] = k.Rows
		if !strings.Contains(k.Reason, "2023/2225") {
			t.Errorf("%s has no ground: %s", k.Kind, k.Reason)
		}
	}
	for kind, rows := range map[string]int{"health": 3, "religion": 4, "political parties": 2, "trade unions": 4, "donations": 2, "the ground of a benefit": 4} {
		if kinds[kind] != rows {
			t.Errorf("%d rows of %s, want %d", kinds[kind], kind, rows)
		}
	}
	if with.Withheld != 19 {
		t.Errorf("%d rows are withheld, want 19", with.Withheld)
	}
	for _, f := range []form.Form{form.JSON, form.Text, form.Markdown, form.HTML} {
		s := written(t, with, f)
		for _, word := range []string{"Solidarność", "związkowa", "Parafia", "ofiara", "Partia", "partyjna", "Apteka", "leki", "Pomocna Dłoń", "darowizna", "niepełnosprawno"} {
			if strings.Contains(s, word) {
				t.Errorf("%s tells %q", f, word)
			}
		}
		if !strings.Contains(s, "trade unions") {
			t.Errorf("%s does not say their number", f)
		}
	}
	// Without these rows every outcome is the same, and the totals are not.
	w.Import.Targets[0].Accounts = nil
	bare := reporttest.Customer()
	rows := bare.Import.Targets[0].Accounts[0].Transactions
	rows = slices.DeleteFunc(slices.Clone(rows), func(x tx) bool {
		d := x.BookedOn.String()[8:]
		return slices.Contains([]string{"16", "17", "18", "19", "20"}, d) && x.Amount < 0 && !strings.HasPrefix(x.Title.String(), "Zakup")
	})
	bare.Import.Targets[0].Accounts = nil
	bare.Account("Konto Osobiste", reporttest.IBAN, "41321.09", rows...)
	bare.Claims = w.Claims
	without := bare.Document(t, report.Full)
	if *with.Totals[0].Out == *without.Totals[0].Out {
		t.Fatal("the rows do not count in totals, or the test took none out")
	}
	if len(with.Checks) != len(w.Claims) || len(without.Checks) != len(w.Claims) {
		t.Fatalf("%d and %d checks of %d claims", len(with.Checks), len(without.Checks), len(w.Claims))
	}
	for i := range with.Checks {
		if a, b := with.Checks[i], without.Checks[i]; a.Outcome != b.Outcome || a.Count != b.Count {
			t.Errorf("%s: %s with them, %s without", a.Claim, a.Outcome, b.Outcome)
		}
	}
}

// What the provider says about income stands beside ours with the difference explained.
func TestTheProvidersIncomeBesideOurs(t *testing.T) {
	w := reporttest.Customer()
	w.Provider = `{"asOf":"2026-03-31","currencies":{"PLN":{"currency":"PLN","M-0":{"salary":5200,"welfareAndAlimony":800,"other":300,"total":6300},"M-1":{"salary":5200.00,"total":5200.00},"M-2":{"salary":"6000.00"},"last90DaysDividedBy3":{"total":7777}}},
		"accounts":{"PL61109010140000071219812874":{"currency":"PLN","M-0":{"total":1}}}}`
	p := w.Document(t, report.File).ProviderIncome
	if len(p.Currencies) != 1 || len(p.Currencies[0].Periods) != 4 {
		t.Fatalf("%+v", p)
	}
	for i, want := range []struct {
		name, window, theirs, ours string
		says                       string
	}{
		{"M-0", "2026-03-01 2026-03-31", "6300.00", "6000.00", "The provider counts 300.00 that we do not: loan paid out, which is no income."},
		{"M-1", "2026-02-01 2026-02-28", "5200.00", "6000.00", "We count 800.00 that the provider does not: benefit."},
		{"M-2", "2026-01-01 2026-01-31", "6000.00", "6000.00", ""},
		{"90 days / 3", "2026-01-01 2026-03-31", "7777.00", "6000.00", "The provider has 1777.00 more. We do not count in these days: 300.00 (loan paid out, which is no income)."},
	} {
		q := p.Currencies[0].Periods[i]
		if got := q.Window.From.String() + " " + q.Window.To.String(); q.Name != want.name || got != want.window || q.Theirs.String() != want.theirs || q.Ours.String() != want.ours || strings.Join(q.Explained, " ") != want.says {
			t.Errorf("%+v, want %+v", q, want)
		}
	}
	w.Provider = `["whatever"]`
	if p := w.Document(t, report.File).ProviderIncome; !p.Unread {
		t.Error("an answer of an unknown form was read")
	}
	w.Provider = ""
	if d := w.Document(t, report.File); d.ProviderIncome != nil || !strings.Contains(strings.Join(d.Unknown, "\n"), "provider's own income confirmation") {
		t.Error("what nobody asked for is not said to be unknown")
	}
}

// Whatever a bank or a person writes stays text.
func TestHostileTextStaysText(t *testing.T) {
	const evil = "<script>alert(1)</script>\x1b[31m\u202e| x |\n# [click](javascript:1) ` <img src=x onerror=y> \"'&"
	w := reporttest.Customer()
	w.Account("Konto "+evil, "PL27114020040000300201355387", "5.00", modeltest.Row("2026-03-12", "-40.00", evil, evil, "gambling"))
	w.Claims = append(w.Claims, "employer "+evil)
	w.Input.Acts = []report.Act{{Seq: 1, Author: evil, Kind: "note", What: evil, Reason: evil}}
	w.Input.Case = &report.Case{ID: "c1", Label: evil, People: []report.Person{{Name: evil}}}
	w.Input.Review = evil
	d := w.Document(t, report.Full)
	for _, f := range []form.Form{form.Text, form.Markdown, form.HTML} {
		s := written(t, d, f)
		if strings.ContainsAny(s, "\x1b\u202e") {
			t.Errorf("%s: a control got through", f)
		}
	}
	page := written(t, d, form.HTML)
	for _, bad := range []string{"<script", "<img", "onerror=y>", "javascript:1\""} {
		if strings.Contains(page, bad) {
			t.Errorf("HTML holds %q", bad)
		}
	}
	for _, line := range strings.Split(written(t, d, form.Markdown), "\n") {
		if strings.Contains(line, "<script") || strings.HasPrefix(line, "# [") || strings.Contains(strings.ReplaceAll(line, `\]`, ""), "](") {
			t.Errorf("markdown line %q", line)
		}
	}
}

type tx = aisclient.Transaction

// A statement file beside imports is said on every page, too, and in words on the first.
func TestAStatementFileStandsInTheBadge(t *testing.T) {
	for environment, want := range map[string][2]string{"sandbox": {"SANDBOX + FILE", "of no real person; beside it a file from elsewhere"}, "test": {"TEST + FILE", "no live data; beside it a file"},
		"live": {"FILE", "live; beside it a file"}, "file": {"FILE", "a file from elsewhere"}} {
		w := reporttest.Customer()
		w.Input.Environment = environment
		w.Input.Imports = []report.Import{{Environment: environment}, {Environment: "file", File: "statement.xml"}}
		d := w.Document(t, report.File)
		if string(d.Badge) != want[0] {
			t.Errorf("%s: %s", environment, d.Badge)
		}
		for _, f := range []form.Form{form.Text, form.Markdown, form.HTML} {
			if s := written(t, d, f); !strings.Contains(s, want[0]) || !strings.Contains(strings.Join(strings.Fields(s), " "), want[1]) {
				t.Errorf("%s: not in %s", environment, f)
			}
		}
	}
}

// A wage that came nine times and then no more is in no income, and stands in the report with its last day and its months.
func TestAStreamThatStoppedStandsInTheReport(t *testing.T) {
	w := reporttest.Customer()
	w.Import.Targets[0].Accounts[0].Transactions = nil
	w.Import.Targets[0].Accounts = nil
	w.Account("Konto", reporttest.IBAN, "100.00", slices.Concat(reporttest.Monthly(12, 27, "5200.00", "Zakład Mleczarski Gżegżółka S.A.", "Wynagrodzenie za pracę")[3:],
		reporttest.Monthly(12, 5, "-1800.00", "Wspólnota Mieszkaniowa Słoneczna", "Czynsz najmu"))...)
	d := w.Document(t, report.File)
	if len(d.Income) != 1 || len(d.Income[0].Streams) != 1 {
		t.Fatalf("%+v", d.Income)
	}
	inc, s := &d.Income[0], &d.Income[0].Streams[0]
	if inc.Proven != 0 || inc.Possible != 0 || s.Status != "stopped" || s.Count != 9 || s.Last.String() != "2025-12-27" || s.Proven != 0 {
		t.Errorf("%+v", s)
	}
	for i, m := range inc.Months { // April to December 2025
		if want := modeltest.Amount("5200.00"); i < 9 && m.Stopped != want || i >= 9 && m.Stopped != 0 || m.Possible != 0 {
			t.Errorf("%s: %+v", m.Start, m)
		}
	}
}

// Numbers that tell who somebody is stand in no title of evidence and in nothing that a case is called, but at level full.
func TestPersonalNumbersStandInNoTitleAndNoLabel(t *testing.T) {
	secrets := []string{"44051401359", "601 222 333", "PL83101010230000261395100000", "Lokatorska 2"}
	for _, level := range []report.Level{report.Full, report.File, report.Verdict} {
		w := reporttest.Customer()
		w.Account("Drugie", "PL27114020040000300201355387", "100.00", modeltest.Row("2026-03-20", "-60.00", "STS S.A.", "Zakład bukmacherski, PESEL 44051401359, tel. 601 222 333"),
			modeltest.Row("2026-03-13", "300.00", "MAREK KOLEGOWSKI", "za pożyczkę, ul. Lokatorska 2, 02-100 Warszawa"))
		w.Input.Case = &report.Case{ID: "c-1", Label: "Poufny PL83101010230000261395100000", Tags: []string{"tel. 601 222 333"}, People: []report.Person{{Name: "Anna Łącka"}}}
		b, err := w.Document(t, level).JSON()
		if err != nil {
			t.Fatal(err)
		}
		got := string(b)
		for _, s := range secrets {
			if shown := strings.Contains(got, s); shown != (level == report.Full) {
				t.Errorf("%s at level %s: shown %v", s, level, shown)
			}
		}
	}
}
