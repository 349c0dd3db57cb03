package insight

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/rules"
)

// Options are what an analysis depends on besides the ledger.
type Options struct {
	// Lexicon gives what texts are matched with, when an analysis is made; nil is the built-in one.
	Lexicon func() *lexicon.Set
	// Today is the day of looking. It counts only for replies that do not say when they were made.
	Today aisclient.Date
	// Since is the first day that was asked for; zero if nobody knows.
	Since aisclient.Date
	// SinceOf is Since by source, where sources come of several imports; nil for one import.
	SinceOf func(source int) aisclient.Date
	// FileOnly says why an account proves nothing by itself, as what stands only on a statement file of a case; empty for one
	// of the provider's reply, nil where all are (see quality.Input). Accounts of files come after those of replies.
	FileOnly func(source int) string
	// Applicants are the names of those whose money a case is about; nil where the data belongs to no case, or nobody is named
	// there. An account of others is nobody's of the case.
	Applicants []string
	// Missing are sentences on imports that belong to the data and are in no row (see quality.Input).
	Missing []string
	// Absent are the applicants of a case who have no import (see quality.Input).
	Absent []string
	// Given are categories of rows that are not for the rules to decide: a person relabelled them, or they are known to be
	// transfers between accounts. Rows that the ledger excludes are in no sum and show no sign; balances follow them.
	Given map[int32]categorize.Given
	// Without is the same without the acts of people, with which findings are compared; nil where acts change no figure.
	Without *Cache
	// Rules are the thresholds that verdicts are reached by; nil are the built-in ones.
	Rules *rules.Set
}

// Analysis is what a ledger's rows mean: whom they are with, what each is, how good the data is. Streams and findings
// are worked out when they are first asked for, once. It may be used by several goroutines.
type Analysis struct {
	Ledger  *ledger.Ledger // with the rows' categories as annotations
	Day     aisclient.Date // the data's day (statement 0.4)
	Lexicon *lexicon.Set
	Parties *party.Table
	Rows    *categorize.Rows
	Quality *quality.Report
	Rules   *rules.Set
	// Applicants are those of Options.
	Applicants []string

	fileOnly     func(source int) string
	contradicted ledger.RowSet // rows that the balances contradict
	mu           sync.Mutex
	streams      map[string]*once[*stream.Streams]
	found        once[[]Finding]
	without      *Cache
}

// Analyse works out what the rows of a ledger mean. In the background it gives way to the user's questions; it ends
// with its context. Its only error is ctx's.
func Analyse(ctx context.Context, l *ledger.Ledger, o Options) (*Analysis, error) {
	if o.Lexicon == nil {
		o.Lexicon = lexicon.Builtin
	}
	a := &Analysis{Rules: o.Rules.Or(), Lexicon: o.Lexicon(), Applicants: o.Applicants, fileOnly: o.FileOnly, without: o.Without, Day: DataDay(l, o.Today), streams: map[string]*once[*stream.Streams]{}}
	if a.Day == 0 {
		a.Day = o.Today
	}
	var err error
	whole := l.Whole() // what a person excludes says as much about parties and about the data as before
	if a.Parties, err = party.Build(ctx, whole, a.Lexicon); err != nil {
		return nil, err
	}
	if a.Rows, err = categorize.Build(ctx, whole, a.Parties, a.Lexicon); err != nil {
		return nil, err
	}
	a.Rows = a.Rows.With(o.Given)
	if a.Ledger, err = l.WithAnnotations(a.Rows.Annotations()); err != nil {
		return nil, err
	}
	if a.Quality, err = quality.Build(ctx, quality.Input{Ledger: whole, Day: a.Day, Since: o.Since, SinceOf: o.SinceOf, FileOnly: o.FileOnly, Missing: o.Missing, Absent: o.Absent, Facts: a.facts(), Rules: a.Rules}); err != nil {
		return nil, err
	}
	for i := range a.Quality.Accounts {
		for _, b := range a.Quality.Accounts[i].Breaks {
			for _, row := range b.Rows {
				a.contradicted.Add(row)
			}
		}
	}
	return a, nil
}

// facts are what the quality of the data is judged by besides the rows.
func (a *Analysis) facts() quality.Facts {
	p := a.Parties
	return quality.Facts{Liability: p.Liability, Country: p.Country, Covered: a.Lexicon.Covers, Category: a.Rows.Of, Repeats: p.Repeats, Card: p.Card,
		Own:    func(row int32) bool { return p.Own(row).Certain() },
		Inside: func(row int32) bool { return p.Own(row) == party.OwnNumber || p.Own(row) == party.OwnPair },
		Person: func(row int32) (int32, bool) {
			id := p.Payer(row)
			return int32(id), p.Party(id).Person || p.Party(id).Namesake
		},
		Twice: func(row int32) bool { _, sure := p.Copy(row); return sure == party.PossibleCopy }}
}

// doubtful reports whether a row proves nothing by itself: its balances contradict it.
func (a *Analysis) doubtful(row int32) bool { return a.contradicted.Has(row) }

// Scope says whose streams are asked for.
type Scope struct {
	// Name is the person or company claimed; empty where nobody is: then it is the only applicant.
	Name string
	// Sources are the accounts and cards that count, by index; nil is those of the person (Analysis.Sources).
	Sources []int
	// Unweighed lets what comes in on accounts that prove nothing by themselves (Options.FileOnly) be proven like the rest:
	// whoever asks weighs it. Else it is possible only.
	Unweighed bool
}

// Streams are the streams of some accounts, worked out once for each scope. Its only error is ctx's.
func (a *Analysis) Streams(ctx context.Context, s Scope) (*stream.Streams, error) {
	if s.Sources == nil {
		s.Sources, _ = a.sources(s.Name)
	}
	s.Name = whose(a.Applicants, s.Name)
	unproven := a.unproven
	if s.Unweighed = s.Unweighed || a.fileOnly == nil; s.Unweighed {
		unproven = nil
	}
	a.mu.Lock()
	key := s.key()
	of, ok := a.streams[key]
	if !ok {
		of = &once[*stream.Streams]{}
		a.streams[key] = of
	}
	a.mu.Unlock()
	return of.get(ctx, func() (*stream.Streams, error) {
		return stream.Build(ctx, stream.Input{Ledger: a.Ledger, Parties: a.Parties, Category: a.Rows.Of, Doubt: a.doubtful, Unsure: func(row int32) bool { return !a.Rows.Certain(row) },
			Void: a.Void, Given: func(row int32) bool { return a.Rows.Stage(row) == categorize.Person }, Sources: s.Sources, Unproven: unproven, Gaps: a.gaps, Since: a.since, Day: a.Day, Name: s.Name, Rules: a.Rules})
	})
}

func (s *Scope) key() string {
	var b strings.Builder
	b.WriteString(strconv.FormatBool(s.Unweighed) + s.Name)
	for _, i := range slices.Sorted(slices.Values(s.Sources)) {
		b.WriteString("\n" + strconv.Itoa(i))
	}
	return b.String()
}

// Void reports whether a row shows nothing: it never took place, or a person excluded it.
func (a *Analysis) Void(row int32) bool {
	s := a.Ledger.State(row)
	return s == aisclient.RowVoid || s == aisclient.RowExcluded
}

// unproven reports whether an account proves nothing by itself.
func (a *Analysis) unproven(source int) bool { return a.fileOnly != nil && a.fileOnly(source) != "" }

func (a *Analysis) since(source int) aisclient.Date { return a.Quality.Accounts[source].Covers.From }

func (a *Analysis) gaps(source int) []cadence.Gap {
	var out []cadence.Gap
	for _, g := range a.Quality.Accounts[source].Gaps {
		out = append(out, cadence.Gap{From: g.From, To: g.To})
	}
	return out
}

// Affordability is what is left of an income in one currency. Debt service to income, living costs and what is left are
// unknown where a gate of the data's quality acts on the income of the accounts that count (statement 6.3). Its only error is
// ctx's.
func (a *Analysis) Affordability(ctx context.Context, s Scope, c aisclient.Currency) (*stream.Affordability, error) {
	if s.Sources == nil {
		s.Sources, _ = a.sources(s.Name)
	}
	streams, err := a.Streams(ctx, s)
	if err != nil {
		return nil, err
	}
	out, err := streams.Affordability(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, hit := range a.Quality.Gates {
		theirs := len(hit.Sources) == 0 || slices.ContainsFunc(hit.Sources, func(source int) bool { return slices.Contains(s.Sources, source) })
		if theirs && hit.Gate.Effect(quality.Income)&quality.Confirms != 0 && (hit.Currency == "" || hit.Currency == c) {
			out.Held, out.DSTI, out.LivingKnown, out.DisposableKnown = true, -1, false, false
		}
	}
	return out, nil
}

// once is a value that is worked out by the first who asks; the others wait for it, each as long as its context lasts. An
// error is not kept: the next one tries again.
type once[T any] struct {
	mu    sync.Mutex
	turn  chan struct{}
	value T
	known bool
}

func (o *once[T]) get(ctx context.Context, work func() (T, error)) (T, error) {
	o.mu.Lock()
	if o.turn == nil {
		o.turn = make(chan struct{}, 1)
		o.turn <- struct{}{}
	}
	turn := o.turn
	o.mu.Unlock()
	var none T
	select {
	case <-turn:
	case <-ctx.Done():
		return none, ctx.Err()
	}
	defer func() { turn <- struct{}{} }()
	if o.known {
		return o.value, nil
	}
	v, err := work()
	if err != nil {
		return none, err
	}
	o.value, o.known = v, true
	return v, nil
}
