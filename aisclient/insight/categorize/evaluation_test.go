package categorize

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

// The labelled rows are invented, and were written down from the definition of the categories before the program ran.
// A fifth of the files, by the hash of their name, is not looked at while rules change: AISDESK_UNSEEN=1 evaluates it.
// AISDESK_LABELLED names another folder of labelled rows, which is measured as a whole, without floors.

// labelledDir holds the labelled rows.
const labelledDir = "../testdata/labelled"

// labelledRow is a row whose right category is known.
type labelledRow struct {
	file, id, country, title, party, number, kind string
	amount                                        aisclient.Amount
	currency, owner                               string
	want                                          category.Category
	floor                                         lexicon.Confidence
	hard                                          bool
	decoy                                         category.Category // what it must not be taken for
	note                                          string
	line                                          string
}

// unseen reports whether a file belongs to the fifth that is not looked at.
func unseen(name string) bool {
	h := fnv.New32a()
	h.Write([]byte(name))
	return h.Sum32()%5 == 0
}

// readLabelled reads the rows of the files that may be looked at, or of the unseen ones.
func readLabelled(t testing.TB, wantUnseen bool) []labelledRow {
	t.Helper()
	elsewhere := os.Getenv("AISDESK_LABELLED")
	dir := cmp.Or(elsewhere, labelledDir)
	paths, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no labelled rows in %s (%v)", dir, err)
	}
	var out []labelledRow
	for _, p := range paths {
		if elsewhere == "" && unseen(filepath.Base(p)) != wantUnseen {
			continue
		}
		f, err := os.Open(p)
		if err != nil {
			t.Fatal(err)
		}
		sc := bufio.NewScanner(f)
		columns := labelledColumns
		for n := 1; sc.Scan(); n++ {
			line := sc.Text()
			if strings.HasPrefix(line, "id\t") {
				columns = strings.Split(line, "\t")
				continue
			}
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			row, err := parseLabelled(line, columns)
			if err != nil {
				t.Errorf("%s:%d: %v", p, n, err)
				continue
			}
			row.file = filepath.Base(p)
			out = append(out, row)
		}
		f.Close()
	}
	return out
}

// labelledColumns are the columns of a file whose first line does not name them.
var labelledColumns = []string{"id", "country", "title", "party", "party_iban", "kind", "amount", "currency", "owner", "category", "floor", "hard", "decoy", "note"}

func parseLabelled(line string, columns []string) (r labelledRow, err error) {
	c := map[string]string{}
	cells := strings.Split(line, "\t")
	if len(cells) > len(columns) || len(cells) < 10 {
		return r, fmt.Errorf("%d columns, want %d", len(cells), len(columns))
	}
	for i, cell := range cells {
		if cell != "-" {
			c[columns[i]] = strings.ReplaceAll(strings.ReplaceAll(cell, `\n`, "\n"), `\u200b`, "\u200b")
		}
	}
	r = labelledRow{id: c["id"], country: c["country"], title: c["title"], party: c["party"], number: c["party_iban"], kind: c["kind"], currency: c["currency"],
		owner: c["owner"], hard: c["hard"] == "hard" || c["hard"] == "1", note: c["note"], line: line}
	if r.amount, err = aisclient.ParseAmount(c["amount"]); err != nil {
		return r, fmt.Errorf("amount %q: %w", c["amount"], err)
	}
	var ok bool
	if r.want, ok = category.Parse(c["category"]); !ok {
		return r, fmt.Errorf("category %q is not in the list", c["category"])
	}
	if decoy := cmp.Or(c["decoy"], c["decoy_of"]); decoy != "" {
		if r.decoy, ok = category.Parse(decoy); !ok {
			return r, fmt.Errorf("decoy %q is no category", decoy)
		}
	}
	return r, r.floor.UnmarshalText([]byte(c["floor"]))
}

// accounts are account numbers of invented customers, by country.
var accounts = map[string]string{"PL": "PL61109010140000071219812874", "CZ": "CZ6508000000192000145399", "ES": "ES9121000418450200051332",
	"GB": "GB29NWBK60161331926819", "SK": "SK3112000000198742637541", "DE": "DE89370400440532013000",
	"IE": "IE29AIBK93115212345678"}

// judge gives a labelled row its category, alone in an import of its own.
func judge(t testing.TB, lex *lexicon.Set, r labelledRow) (category.Category, Why, []category.Category) {
	t.Helper()
	a := aisclient.Account{Name: text.Clean("Account"), IBAN: text.Clean(accounts[r.country]), Currency: aisclient.Currency(r.currency),
		Transactions: []aisclient.Transaction{{BookedOn: modeltest.Day("2026-10-10"), Amount: r.amount, Title: text.Clean(r.title),
			Party: text.Clean(r.party), PartyIBAN: text.Clean(r.number), Kind: text.Clean(r.kind)}}}
	if r.owner != "" {
		a.Owners = []aisclient.Owner{{Name: text.Clean(r.owner), Kind: aisclient.KindOwner}}
	}
	rows := categorized(t, lex, a)
	return rows.Of(0), rows.Why(0), rows.Weak(0)
}

func categorized(t testing.TB, lex *lexicon.Set, accounts ...aisclient.Account) *Rows {
	t.Helper()
	return categorizedImport(t, lex, &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("Bank"), Accounts: accounts}}})
}

func categorizedImport(t testing.TB, lex *lexicon.Set, imp *aisclient.Import) *Rows {
	t.Helper()
	ctx := context.Background()
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	parties, err := party.Build(ctx, l, lex)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := Build(ctx, l, parties, lex)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// language groups rows by what their lexicon is.
func language(country string) string {
	if l, ok := map[string]string{"PL": "pl", "CZ": "cs", "ES": "es", "GB": "en", "IE": "en"}[country]; ok {
		return l
	}
	return "other"
}

// risky are the categories of which every language must have its own figures.
var risky = []category.Category{category.Bailiff, category.DebtCollection, category.Gambling, category.LoanIn, category.LoanRepayment,
	category.BNPL, category.LateFee, category.ReturnedPayment}

func TestS11_2_LabelledRows(t *testing.T) {
	rows := readLabelled(t, os.Getenv("AISDESK_UNSEEN") != "")
	if len(rows) == 0 {
		t.Skip("no labelled rows of this part")
	}
	s := newScore()
	lex := lexicon.Builtin()
	for _, r := range rows {
		got, why, weak := judge(t, lex, r)
		s.add(r, got, why, weak)
	}
	report := s.report()
	t.Log("\n" + report)
	if p := os.Getenv("AISDESK_FIGURES"); p != "" {
		if err := os.WriteFile(p, []byte(s.lines()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if p := os.Getenv("AISDESK_MISTAKES"); p != "" {
		if err := os.WriteFile(p, []byte(strings.Join(s.mistakes, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if os.Getenv("AISDESK_UNSEEN")+os.Getenv("AISDESK_LABELLED") == "" {
		checkFloors(t, s)
	}
}

// score counts decisions over labelled rows.
type score struct {
	matrix   map[[2]category.Category]int // right and given category of rows that are not hard
	perLang  map[string]map[[2]category.Category]int
	rows     int
	hard     int
	hardOK   int
	decoys   int
	alarms   int
	low      int // below the floor of confidence
	mistakes []string
}

func newScore() *score {
	return &score{matrix: map[[2]category.Category]int{}, perLang: map[string]map[[2]category.Category]int{}}
}

func (s *score) add(r labelledRow, got category.Category, why Why, weak []category.Category) {
	s.rows++
	alarm := r.decoy != category.None && got == r.decoy
	if r.decoy != category.None {
		s.decoys++
		if alarm {
			s.alarms++
		}
	}
	if got != r.want || alarm {
		s.mistakes = append(s.mistakes, fmt.Sprintf("%s\t%s\twant=%s\tgot=%s\tstage=%c entry=%s words=%q conf=%s weak=%v\thard=%v\t| %s", r.file, r.id, r.want, got,
			why.Stage, why.Entry, why.Words, why.Confidence, weak, r.hard, r.line))
	}
	if r.hard {
		s.hard++
		if got == r.want {
			s.hardOK++
		}
		return
	}
	if got == r.want && why.Confidence < r.floor {
		s.low++
		s.mistakes = append(s.mistakes, fmt.Sprintf("%s\t%s\tconfidence=%s\tfloor=%s\tstage=%c entry=%s\t| %s", r.file, r.id, why.Confidence, r.floor, why.Stage, why.Entry, r.line))
	}
	pair := [2]category.Category{r.want, got}
	s.matrix[pair]++
	lang := language(r.country)
	if s.perLang[lang] == nil {
		s.perLang[lang] = map[[2]category.Category]int{}
	}
	s.perLang[lang][pair]++
}

// prf are precision, recall and F1 of a category in a matrix, in thousandths; -1 where nothing tells.
func prf(m map[[2]category.Category]int, c category.Category) (precision, recall, f1 int) {
	var right, given, want int
	for pair, n := range m {
		if pair[0] == c {
			want += n
		}
		if pair[1] == c {
			given += n
		}
		if pair[0] == c && pair[1] == c {
			right += n
		}
	}
	precision, recall, f1 = -1, -1, -1
	if given > 0 {
		precision = right * 1000 / given
	}
	if want > 0 {
		recall = right * 1000 / want
	}
	if given+want > 0 {
		f1 = 2 * right * 1000 / (given + want)
	}
	return precision, recall, f1
}

// macro is the mean F1 of the categories that occur as right answers.
func macro(m map[[2]category.Category]int) int {
	sum, n := 0, 0
	for _, c := range category.All() {
		if _, recall, f1 := prf(m, c); recall >= 0 {
			sum, n = sum+f1, n+1
		}
	}
	if n == 0 {
		return 0
	}
	return sum / n
}

func accuracy(m map[[2]category.Category]int) int {
	right, all := 0, 0
	for pair, n := range m {
		all += n
		if pair[0] == pair[1] {
			right += n
		}
	}
	if all == 0 {
		return 0
	}
	return right * 1000 / all
}

// figures are what is recorded: name and thousandths.
func (s *score) figures() map[string]int {
	out := map[string]int{"macro_f1": macro(s.matrix), "accuracy": accuracy(s.matrix)}
	if s.decoys > 0 {
		out["decoys_right"] = 1000 - s.alarms*1000/s.decoys
	}
	for lang, m := range s.perLang {
		out[lang+".macro_f1"] = macro(m)
		for _, c := range append([]category.Category{category.Salary}, risky...) {
			p, r, f := prf(m, c)
			if r < 0 {
				continue
			}
			if c == category.Salary {
				out[lang+".salary.f1"] = f
				continue
			}
			out[lang+"."+c.String()+".precision"], out[lang+"."+c.String()+".recall"] = p, r
		}
	}
	return out
}

func (s *score) lines() string {
	var b strings.Builder
	f := s.figures()
	names := make([]string, 0, len(f))
	for n := range f {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		fmt.Fprintf(&b, "%s\t%d\n", n, f[n])
	}
	return b.String()
}

func (s *score) report() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows, %d of them hard (%d right), %d decoys (%d alarms), macro F1 %.3f, right %.3f, %d below their floor of confidence\n", s.rows, s.hard,
		s.hardOK, s.decoys, s.alarms, float64(macro(s.matrix))/1000, float64(accuracy(s.matrix))/1000, s.low)
	langs := make([]string, 0, len(s.perLang))
	for l := range s.perLang {
		langs = append(langs, l)
	}
	slices.Sort(langs)
	for _, l := range append([]string{""}, langs...) {
		m := s.matrix
		if l != "" {
			m = s.perLang[l]
			fmt.Fprintf(&b, "\n%s: macro F1 %.3f, right %.3f\n", l, float64(macro(m))/1000, float64(accuracy(m))/1000)
		}
		fmt.Fprintf(&b, "%-18s %6s %6s %6s  taken for\n", "category", "prec", "recall", "F1")
		for _, c := range category.All() {
			p, r, f := prf(m, c)
			if f < 0 {
				continue
			}
			fmt.Fprintf(&b, "%-18s %6.3f %6.3f %6.3f  %s\n", c, float64(p)/1000, float64(r)/1000, float64(f)/1000, confused(m, c))
		}
	}
	return b.String()
}

// confused lists what rows of a category were taken for.
func confused(m map[[2]category.Category]int, c category.Category) string {
	var parts []string
	for _, other := range category.All() {
		if n := m[[2]category.Category{c, other}]; n > 0 && other != c {
			parts = append(parts, fmt.Sprintf("%s %d", other, n))
		}
	}
	return strings.Join(parts, ", ")
}
