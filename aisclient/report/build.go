package report

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// Input is what a document is made of.
type Input struct {
	Verdict  *verify.Report // with its findings
	Analysis *insight.Analysis
	Claims   []verify.Claim
	Level    Level
	// Environment is sandbox, test, live, or file.
	Environment string
	Program     string
	Imports     []Import
	CaseState
	// Before is the dataset without the acts of people; nil where they change no figure.
	Before *Before
	// Alone is the dataset without one act, by the act's number, of those that change figures; nil where they are too many.
	Alone      map[int]*Before
	PolicyHash string
	PolicyTeam int
	// Provider is what the provider's income confirmation says, one a person of a case; empty where nobody asked. Unasked are
	// the people of whom nobody did where it was asked of others.
	Provider []ProviderAnswer
	Unasked  []string
	// Consents are what is known of the consents behind imports, by their ids.
	Consents map[string]Consent
	// Aggregated is the provider's aggregated data beside the imports; empty where nobody fetched it.
	Aggregated []Compared
	// Review says how to ask for a person's review; empty is the text Review.
	Review string
}

// builder makes one document.
type builder struct {
	Input
	d    *Document
	a    *insight.Analysis
	mask mask
	// theirs are the sources of the person, name is whom the streams are of.
	theirs  []int
	name    string
	streams *stream.Streams
	beside  *stream.Streams // those of the dataset with other acts, which is compared with this one; nil where none is
}

// New writes a verification down. The same input gives the same bytes. The error is the context's, or that of a document
// that cannot be written.
func New(ctx context.Context, in Input) (*Document, error) {
	b := &builder{Input: in, a: in.Analysis, mask: newMask(in.Level, in.Analysis, in.Verdict)}
	b.mask.personal = b.personal()
	if in.Case != nil {
		for _, p := range in.Case.People {
			b.mask.people = append(b.mask.people, p.Name)
		}
	}
	v := in.Verdict
	for i := range v.Quality {
		if v.Quality[i].Theirs {
			b.theirs = append(b.theirs, v.Quality[i].Source)
		}
	}
	b.name = b.claimed()
	var err error
	if b.streams, err = b.streamsOf(ctx, b.a); err != nil {
		return nil, err
	}
	if b.Before != nil {
		if b.beside, err = b.streamsOf(ctx, b.Before.Analysis); err != nil {
			return nil, err
		}
	}
	b.d = b.head()
	for _, step := range []func(context.Context) error{b.checks, b.quality, b.money, b.balances, b.provider, b.without, b.acts} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	for _, c := range b.Aggregated {
		b.d.Aggregated = append(b.d.Aggregated, AggregatedOf(c, b.Level))
	}
	for _, u := range b.Unclear {
		b.d.UnclearTransfers = append(b.d.UnclearTransfers, UnclearTransfer{len(u.Out) + len(u.In), b.rows(u.Out), b.rows(u.In)})
	}
	b.d.Unknown = b.unknown()
	b.hide()
	return b.d, b.d.identify()
}

// streamsOf are the streams of the person's accounts.
func (b *builder) streamsOf(ctx context.Context, a *insight.Analysis) (*stream.Streams, error) {
	return a.Streams(ctx, insight.Scope{Name: b.name, Sources: append([]int{}, b.theirs...)})
}

// claimed is the name claimed, where one is: it decides about joint accounts.
func (b *builder) claimed() string {
	var names []string
	for _, c := range b.Claims {
		if n, ok := c.(verify.OwnerName); ok {
			names = append(names, n.Name)
		}
	}
	if len(names) == 1 {
		return names[0]
	}
	return ""
}

// caseSaid is the case with what people called it as notes are: a label or a tag can hold a number.
func caseSaid(b *builder) *Case {
	if b.Case == nil {
		return nil
	}
	c := *b.Case
	c.Label, c.Tags = b.mask.said(c.Label), slices.Clone(c.Tags)
	for i := range c.Tags {
		c.Tags[i] = b.mask.said(c.Tags[i])
	}
	return &c
}

// head fills in what the document is about.
func (b *builder) head() *Document {
	v := b.Verdict
	b.Environment = EnvironmentOf(b.Environment, b.Case != nil, len(b.Imports))
	d := &Document{Schema: documentSchema, Badge: BadgeOf(b.Environment, slices.ContainsFunc(b.Imports, isFile)), Environment: b.Environment, Level: b.Level, Program: b.Program,
		Made: v.Made, AsOf: v.AsOf, Rules: v.Rules, Lexicon: Lexicon{v.Lexicon.Version, v.Lexicon.Hash, v.Lexicon.User},
		Policy: v.Policy, PolicyHash: b.PolicyHash, PolicyTeam: b.PolicyTeam, Case: caseSaid(b), Failed: b.Failed, Missing: b.Missing, Imports: listed(b.Imports), Banks: b.named(v.Banks),
		Owners: b.named(v.Owners), Person: b.named(v.Person), PersonRoles: b.roles(v.Person), Rows: v.Rows, Verdict: string(v.Verdict),
		Decision: b.decision(), Head: b.Head, Review: b.Review, Consents: []Consent{}, Claims: []Claim{}, NoSum: []NoSum{}}
	if d.Review == "" {
		d.Review = reviewNote
	}
	for _, c := range b.Claims {
		d.Claims = append(d.Claims, Claim{string(c.Kind()), b.mask.text(c.Text())})
	}
	for _, i := range d.Imports {
		c, known := b.Consents[i.ID]
		if !known {
			c = Consent{Bank: i.Bank, At: i.Saved}
		}
		d.Consents = append(d.Consents, c)
		if !i.Expires.IsZero() && (d.Expires.IsZero() || i.Expires.Before(d.Expires)) {
			d.Expires = i.Expires
		}
	}
	d.Totals = b.totals()
	for _, n := range b.Verdict.NoSum {
		d.NoSum = append(d.NoSum, NoSum{n.Currency, n.Reason, len(n.Rows), n.Sum})
	}
	b.accounts(d)
	return d
}

// named are people and banks of the verdict as the bank wrote them, with line breaks and joiners.
func (b *builder) named(all []string) []string {
	came := map[string]string{}
	add := func(t text.Text) {
		if _, is := came[t.String()]; !is {
			came[t.String()] = t.ForFile()
		}
	}
	for i := range b.a.Ledger.Sources() {
		s := &b.a.Ledger.Sources()[i]
		add(s.TargetName)
		for _, o := range s.Owners {
			add(o)
		}
	}
	if imp := b.a.Ledger.Import(); imp != nil {
		for i := range imp.Targets {
			for k := range imp.Targets[i].Owners {
				add(imp.Targets[i].Owners[k].Name)
			}
		}
	}
	out := []string{}
	for _, name := range all {
		out = append(out, cmp.Or(came[name], name))
	}
	return out
}

// roles are what the bank calls each of some people; nil where it says it of none. Who owns one account and is the co-owner
// of another is an owner.
func (b *builder) roles(people []string) []aisclient.OwnerKind {
	imp := b.a.Ledger.Import()
	if imp == nil {
		return nil
	}
	var all []aisclient.Owner
	for i := range imp.Targets {
		all = append(all, imp.Targets[i].Owners...)
	}
	all = aisclient.OwnersFirst(all)
	out, known := make([]aisclient.OwnerKind, len(people)), false
	for i, name := range people {
		if k := slices.IndexFunc(all, func(o aisclient.Owner) bool { return o.Name.String() == name }); k >= 0 {
			out[i] = all[k].Kind
			known = known || out[i] != ""
		}
	}
	if !known {
		return nil
	}
	return out
}

func (b *builder) totals() []Totals {
	all := []Totals{}
	for _, t := range b.Verdict.Totals {
		all = append(all, t.Figures())
	}
	return all
}

// accounts lists the accounts and cards, whosever they are.
func (b *builder) accounts(d *Document) {
	d.Accounts = []Account{}
	var asked aisclient.Date
	for _, i := range d.Imports {
		asked = max(asked, i.Since)
	}
	for i := range b.Verdict.Quality {
		q := &b.Verdict.Quality[i]
		s := &b.a.Ledger.Sources()[q.Source]
		a := Account{Bank: s.TargetName.ForFile(), Label: b.label(q.Source), Card: s.IsCard(), Currency: s.Currency,
			Owners: []string{}, Balance: s.Balance, Theirs: q.Theirs, Rows: q.Rows, Asked: asked, Received: Span(q.Covers), Short: q.Short}
		a.Number = whole(s.OwnNumber(), b.mask.number)
		for _, o := range s.Owners {
			a.Owners = append(a.Owners, o.ForFile())
		}
		for _, g := range q.Gaps {
			a.Gaps = append(a.Gaps, Span(g))
		}
		for _, l := range b.Verdict.Left {
			if l.Source == q.Source {
				a.Why = b.mask.text(l.Reason)
			}
		}
		d.Accounts = append(d.Accounts, a)
	}
}

// unknown lists what a report says and nobody knows here.
func (b *builder) unknown() []string {
	d := b.d
	out := []string{}
	add := func(is bool, what string) {
		if is {
			out = append(out, what)
		}
	}
	none := func(of func(Import) bool) bool { return len(d.Imports) == 0 || slices.ContainsFunc(d.Imports, of) }
	add(none(func(i Import) bool { return i.SHA256 == "" }), "the checksum of the reply")
	add(none(func(i Import) bool { return i.CommandID == "" }), "the provider's id of the import command")
	add(none(func(i Import) bool { return i.Since == 0 }), "the period that was asked for")
	add(none(func(i Import) bool { return i.Saved.IsZero() }), "when the data was fetched")
	add(slices.ContainsFunc(d.Consents, func(c Consent) bool { return c.Scope == "" || c.AccessMode == "" || c.Language == "" }) || len(d.Consents) == 0,
		"the scope, the access mode and the page language of the customer's consent")
	add(len(d.ProviderIncomes()) == 0, "the provider's own income confirmation: nobody asked for it")
	for _, name := range b.Unasked {
		add(true, "the provider's own income confirmation of "+name+": nobody asked for it")
	}
	add(d.Decision == nil, "a person's decision: none was recorded")
	add(d.Head == "", "a chain of events: the import belongs to no case")
	add(d.Expires.IsZero(), "when the reply expires")
	return out
}

// acts are what people did, as the level shows it.
func (b *builder) acts(ctx context.Context) error {
	out := slices.Clone(listed(b.Acts))
	for i := range out {
		a := &out[i]
		if b.Level == Verdict {
			a.What = a.Brief
			a.Effect, _, _ = strings.Cut(a.Effect, ":") // behind it stands which row it is about
		}
		a.What, a.Reason, a.Effect = b.mask.said(a.What), b.mask.said(a.Reason), b.mask.said(a.Effect)
		if len(a.On) == 0 {
			continue
		}
		alone := beside{b, b.Alone[a.Seq]}
		a.Rows = alone.rowsOf(a.On)
		if a.Undone || a.Effect != "" {
			continue
		}
		var err error
		if a.Effect, err = alone.effect(ctx); err != nil {
			return err
		}
	}
	b.d.Acts = out
	return nil
}

// rowsOf are the rows that an act is about, each with its category before and after it.
func (b beside) rowsOf(on []ActOn) []Row {
	if b.Level == Verdict {
		return nil
	}
	out := make([]Row, len(on))
	for i, x := range on {
		r := b.row(x.Row)
		if x.Is != "" {
			r.Was, r.Category = x.Was, x.Is
		}
		if k := b.a.Special(x.Row); k != nil && !k.Ground {
			r.Was, r.Category = "", withheld
		}
		out[i] = r
	}
	return out
}

// decision is the person's, as the level shows it.
func (b *builder) decision() *Decision {
	if b.Decision == nil {
		return nil
	}
	d := *b.Decision
	d.Reason, d.Checks = b.mask.said(d.Reason), slices.Clone(d.Checks)
	for i := range d.Checks {
		d.Checks[i].Claim = b.mask.text(d.Checks[i].Claim)
	}
	return &d
}

// hide takes out what the level does not show.
func (b *builder) hide() {
	if b.Level != Verdict {
		return
	}
	d := b.d
	for i := range d.Checks {
		d.Checks[i].hideRows()
	}
	for i := range d.Gates {
		d.Gates[i].Rows = nil
	}
	for i := range d.Quality {
		q := &d.Quality[i]
		q.Unread, q.Pending, q.Void, q.Unknown, q.Future, q.Placeholder = nil, nil, nil, nil, nil, nil
		for k := range q.Breaks {
			q.Breaks[k].Rows = []int32{}
		}
	}
	for i := range d.Notable {
		d.Notable[i].Rows, d.Notable[i].Filter = nil, ""
	}
	for i := range d.Income {
		for k := range d.Income[i].Streams {
			d.Income[i].Streams[k].Rows = nil
		}
		for k := range d.Income[i].Excluded {
			d.Income[i].Excluded[k].Rows = nil
		}
	}
	for i := range d.Obligations {
		for k := range d.Obligations[i].Items {
			d.Obligations[i].Items[k].Rows = nil
		}
	}
	for i := range d.Affordability {
		a := &d.Affordability[i]
		a.LivingRows, a.GamblingRows, a.CashRows = nil, nil, nil
	}
}

// hideRows takes out the rows that a check stands on; how many they are stays.
func (c *Check) hideRows() {
	c.Rows, c.Evidence, c.Filter = nil, nil, ""
	for k := range c.NotCounted {
		c.NotCounted[k].Rows, c.NotCounted[k].Evidence, c.NotCounted[k].Filter = nil, nil, ""
	}
	for k := range c.Gates {
		c.Gates[k].Rows = nil
	}
}

// CaseVerdict is what a document on a case tells those on its imports.
type CaseVerdict struct {
	verdict string
	claims  []Claim
	checks  []Check
	without *WithoutActs // its verdict and checks
}

// CaseVerdict takes out of a document on a case, which is used up, what JudgeAs is told. Rows have other numbers in its imports,
// so the checks name none.
func (d *Document) CaseVerdict() CaseVerdict {
	c := CaseVerdict{d.Verdict, d.Claims, d.Checks, nil}
	for i := range c.checks {
		c.checks[i].hideRows()
	}
	if w := d.WithoutActs; w != nil {
		c.without = &WithoutActs{Verdict: w.Verdict, Checks: w.Checks}
	}
	return c
}

// JudgeAs makes verdict, claims and checks of a document on one import those of its case. It fails as JSON does.
func (d *Document) JudgeAs(c CaseVerdict) error {
	d.OfCase, d.Verdict, d.Claims, d.Checks = true, c.verdict, c.claims, c.checks
	if w := c.without; w != nil && (d.WithoutActs != nil || w.Verdict != c.verdict || len(w.Checks) > 0) {
		if d.WithoutActs == nil { // the acts are on rows of other imports
			d.WithoutActs = figuresOf(d)
		}
		d.WithoutActs.Verdict, d.WithoutActs.Checks = w.Verdict, w.Checks
	}
	return d.identify()
}

// isFile reports whether an import is a statement file.
func isFile(i Import) bool { return badgeOf(i.Environment) == FileBadge }

// listed is a list that marshals as [] where it is empty.
func listed[T any](l []T) []T {
	if l == nil {
		return []T{}
	}
	return l
}

// UTC is a time as documents have it: in UTC, to the second.
func UTC(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC().Truncate(time.Second)
}
