package app

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/rules"
	"aisdesk/aisclient/text"
)

// Dataset is the data of one import: its rows with what is known about where they come from.
type Dataset struct {
	// ID is the import's id in the archive; empty for a file from elsewhere.
	ID string
	// Name is what to call it: the id, or the file's path.
	Name string
	// Environment is sandbox, test or live; empty where a file does not say.
	Environment string
	// OwnerExternalID is the id that the import was asked for; empty where nothing says.
	OwnerExternalID string
	// SavedAt is when the reply was saved; zero for a file from elsewhere.
	SavedAt time.Time
	// Since is the first day that was asked for, as YYYY-MM-DD; empty where nothing says.
	Since string
	// OwnerUnconfirmed says that the provider did not repeat the owner's id when it accepted the import: nothing
	// confirms whose sign-in it was.
	OwnerUnconfirmed bool
	// Expired says in a sentence each of which imports the time is over, though they are still there.
	Expired []string
	// Case is the id of the case that the import belongs to; empty if it stands alone. View are the imports of a case as one,
	// nil for one import. Acts are what people did with the rows; nil without a case.
	Case string
	View *cases.View
	Acts *cases.Acts
	// Ledger holds the rows; nil before any are read. While a large reply is still being read it is the beginning
	// of them.
	Ledger *ledger.Ledger
	// Cache holds what the ledger's rows mean, worked out once for all who ask; nil is one for each that asks.
	Cache *insight.Cache

	lexicon func() *lexicon.Set // what rows are read with; nil is the built-in one
	rules   *rules.Set          // the thresholds; nil are the built-in ones
	// checksum is the SHA-256 of the reply, empty until it was read to its end; nil where nothing was read. size is in bytes.
	checksum func() string
	size     int64
	// applicants are the names of those whose money the case is about; see insight.Options.
	applicants []string
	base       *ledger.Ledger // the rows without any act; nil where nobody looked for acts
	plain      *insight.Cache // what the rows mean without any act; nil where none changes a figure, or nobody asked yet
}

// head is the last act of the case that was laid on the rows; zero where there is none.
func (d Dataset) head() (h casefile.Head) {
	if d.Acts != nil {
		h = d.Acts.State.Head
	}
	return h
}

// Person is whom the rows are about: the owners that the bank names, as far as rows are read; empty where it names none.
func (d Dataset) Person() string {
	if d.Ledger == nil {
		return ""
	}
	return library.People(d.Ledger)
}

// Badge is the environment as it stands on screens: file where a file lies elsewhere, with file where a case has one.
func (d Dataset) Badge() string {
	switch v := d.View; {
	case d.Environment == "":
		return cases.FileEnvironment
	case v != nil && len(v.State.Files) > 0 && d.Environment != cases.FileEnvironment:
		return d.Environment + " + " + cases.FileEnvironment
	}
	return d.Environment
}

// Insights is what the rows of the ledger mean; the ledger is not nil. now is the time of looking: it counts for replies
// that say neither when they were made nor when they were saved.
func (d Dataset) Insights(now time.Time) *insight.Cache {
	if d.Cache != nil && d.Cache.Holds(d.Ledger) {
		return d.Cache
	}
	if !d.SavedAt.IsZero() {
		now = d.SavedAt.UTC()
	}
	return insight.NewCache(d.Ledger, d.options(now))
}

// Annotated is the dataset with the category of every row in its ledger, which is read to its end. now is as for
// Insights. The error is the context's.
func (d Dataset) Annotated(ctx context.Context, now time.Time) (Dataset, error) {
	d = d.prepared(now)
	a, err := d.Cache.Analysis(ctx)
	if err != nil {
		return d, err
	}
	d.Ledger = a.Ledger
	return d, nil
}

// prepared is the dataset with what its rows mean, with the acts of people and without, for all who ask.
func (d Dataset) prepared(now time.Time) Dataset {
	if d.Acts.Figures() && (d.plain == nil || d.Cache == nil) {
		d.plain = nil
		d.plain = d.Without().Insights(now)
	}
	d.Cache = d.Insights(now)
	return d
}

// options are what is known about the import besides its rows.
func (d Dataset) options(now time.Time) insight.Options {
	o := insight.Options{Today: d.Ledger.DayOf(now), Applicants: d.applicants, Lexicon: d.lexicon, Rules: d.rules, Without: d.InsightsWithout(now)}
	if since, err := aisclient.ParseDate(d.Since); err == nil {
		o.Since = since
	}
	o.Given = d.given()
	if d.View != nil {
		o.FileOnly, o.SinceOf, o.Missing, o.Absent = d.View.Unproven, d.View.Merged.Since, d.View.MissingSentences(), d.View.WithoutImport()
	}
	if d.OwnerUnconfirmed {
		o.FileOnly = func(int) string { return "the provider did not repeat the owner's id when it accepted the import" }
	}
	return o
}

// Grown reports whether somebody who last counted so many rows should count anew: when the import is complete, cannot
// become so, or has grown fourfold. Counting at every step would cost more than reading does.
func (d Dataset) Grown(counted int) bool {
	l := d.Ledger
	return l.Complete() || l.Err() != nil || counted == 0 || l.Len() >= 4*counted
}

// OpenedID is the id by which Open finds the dataset again, and by which its claims are saved: the import's, or that of the case
// whose imports it shows as one; empty for a file from elsewhere.
func (d Dataset) OpenedID() string {
	if d.View != nil {
		return d.Case
	}
	return d.ID
}

// OneOf is how many imports and files the case of a dataset has where the dataset is one of several, read by itself; 0 where it
// is all that there is to judge. What is decided is the verdict on all of them.
func (d Dataset) OneOf() int {
	if d.View != nil || d.Acts == nil {
		return 0
	}
	if n := len(d.Acts.State.Imports) + len(d.Acts.State.Files); n > 1 {
		return n
	}
	return 0
}

// OtherRules says which of the rules and lexicons that the decision of the case rests on are others now, as parts of a sentence;
// empty where none are, and without a decision that kept them.
func (d Dataset) OtherRules() string {
	if d.Acts == nil || d.Acts.State.Decision == nil {
		return ""
	}
	words, then := d.lexicon, d.Acts.State.Decision.Rules
	if words == nil {
		words = lexicon.Builtin
	}
	var said []string
	if now := d.rules.Or().Name; then.Set != "" && then.Set != now {
		said = append(said, fmt.Sprintf("rules %s then, %s now", text.Clean(then.Set), now))
	}
	if now := words(); then.LexiconHash != "" && then.LexiconHash != now.Hash() {
		said = append(said, fmt.Sprintf("lexicon %s (%s) then, %s (%s) now", text.Clean(then.Lexicon), text.Clean(then.LexiconHash), now.Version(), now.Hash()))
	}
	return strings.Join(said, "; ")
}

// Same reports whether d is the same import as before, perhaps with more rows.
func (d Dataset) Same(before Dataset) bool {
	return before.Ledger != nil && before.ID == d.ID && before.Name == d.Name
}

// SameRows reports whether d has the very rows of before, perhaps with their categories: what their amounts and days come to,
// and what they mean, is known already or being worked out.
func (d Dataset) SameRows(before Dataset) bool {
	return d.Same(before) && d.Cache != nil && d.Cache == before.Cache
}

// apart is the dataset with the accounts of strangers in no sum.
func (d Dataset) apart() Dataset {
	d.base = d.base.WithStrangers(insight.Strangers(d.base, d.applicants))
	return d
}

// Without is the dataset as it is without the acts that change figures, to compare with.
func (d Dataset) Without() Dataset {
	if !d.Acts.Figures() {
		return d
	}
	d.Acts, d.Cache, d.Ledger, d.plain = nil, d.plain, d.base, nil
	return d
}

// InsightsWithout is what the rows mean without the acts that change figures; nil where none does. now is as for Insights.
func (d Dataset) InsightsWithout(now time.Time) *insight.Cache {
	if !d.Acts.Figures() {
		return nil
	}
	return d.Without().Insights(now)
}

// TotalsBeside are the sums of rows with the acts of people, and without them, a currency each; nil rows are all that count. Its
// only error is ctx's.
func (d Dataset) TotalsBeside(ctx context.Context, rows []int32) ([]ledger.Sides, error) {
	with, err := d.totalsOf(ctx, rows)
	without := with
	if err == nil && d.Acts.Figures() {
		without, err = d.Without().totalsOf(ctx, rows)
	}
	return ledger.SideBySide(with, without), err
}

func (d Dataset) totalsOf(ctx context.Context, rows []int32) ([]ledger.Totals, error) {
	if rows == nil {
		return d.Ledger.Totals(ctx)
	}
	return d.Ledger.TotalsOf(ctx, rows)
}

// RunWithout asks a query of the rows without the acts of people; nil where these change no figure. now is as for Insights. It
// fails as insight.Cache.Analysis and ledger.Ledger.Run do.
func (d Dataset) RunWithout(ctx context.Context, now time.Time, q ledger.Query) (*ledger.Result, error) {
	plain := d.InsightsWithout(now)
	if plain == nil {
		return nil, nil
	}
	a, err := plain.Analysis(ctx)
	if err != nil {
		return nil, err
	}
	return a.Ledger.Run(ctx, q)
}

// withoutAct is the dataset as it would be without one act.
func (d Dataset) withoutAct(seq int64) Dataset {
	d.Cache = nil
	return d.laid(d.Acts.Without(seq))
}

// laid is the dataset with acts on its rows.
func (d Dataset) laid(acts *cases.Acts) Dataset {
	d.Acts, d.Ledger = acts, d.base
	if acts != nil {
		d.Ledger = d.base.WithExcluded(&acts.Excluded).WithActed(acts.Columns())
	}
	return d
}

// given are the categories of rows that are not for the rules to decide.
func (d Dataset) given() map[int32]categorize.Given {
	given := map[int32]categorize.Given{}
	if d.View != nil {
		maps.Copy(given, d.View.Between())
	}
	if d.Acts != nil {
		maps.Copy(given, d.Acts.Given)
	}
	return given
}
