package line

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// workspace is the import that is open, with what was asked of it.
type workspace struct {
	data   app.Dataset
	reply  app.Reply
	query  ledger.Query   // of the transactions
	result *ledger.Result // of query
	marked ledger.RowSet
	sought string // the words that find looked for last

	claims  app.ClaimSet
	undo    []app.ClaimSet
	policy  string          // the name of the policy whose claims are checked
	checker *verify.Checker // of the rows, once claims were checked
	report  *verify.Report  // on claims; nil where they are not checked yet
}

var importCommands = []command{
	{[]string{"overview"}, "", "what arrived: person, bank, accounts, signs of trouble", needData, noArg(overview)},
	{[]string{"accounts"}, "", "lists the accounts", needData, noArg(func(s *session) error { return sources(s, false) })},
	{[]string{"cards"}, "", "lists the credit cards", needData, noArg(func(s *session) error { return sources(s, true) })},
	{[]string{"quality"}, "", "how far each account's data can be relied on", needData, noArg(dataQuality)},
	{[]string{"findings"}, "", "lists what stands out; rows shows what is behind one", needData, noArg(findings)},
	{[]string{"services"}, "", "lists the provider's services; open asks one or says its answer", needData, noArg(services)},
	{[]string{"reply"}, "FILE", "writes the reply as it came into a file", needData, writeReply},
}

// openSaved opens a saved import by its id.
func openSaved(s *session, id string) error {
	r, err := s.app.Open(s.ctx, id)
	if err != nil {
		return err
	}
	return openReply(s, r)
}

// openReply reads a reply to its end and makes it the open import.
func openReply(s *session, r app.Reply) error {
	w := &workspace{reply: r}
	err := s.do(func(ctx context.Context) (err error) {
		if w.data, err = s.load(ctx, r); err != nil {
			return err
		}
		if w.result, err = w.data.Ledger.Run(ctx, w.query); err != nil {
			return err
		}
		if w.data.OpenedID() == "" { // nothing is saved beside a file
			return nil
		}
		claims, err := s.app.Claims(ctx, w.data.OpenedID())
		w.claims = app.NewClaimSet(claims)
		return err
	})
	if err != nil {
		return err
	}
	if s.places[0].name == placeHome {
		s.places = s.places[:1]
	}
	s.work = w
	for _, said := range w.data.Expired {
		s.out.say("Warning: %s", said)
	}
	if w.data.View == nil {
		s.out.fact("Person", w.data.Person())
	}
	s.goTo(&place{name: placeImport, hint: "overview, accounts, cards, transactions, analytics, findings, verdict", head: func() string { return importHead(s) }})
	return nil
}

// load reads a reply to its end, with the acts of its case.
func (s *session) load(ctx context.Context, r app.Reply) (app.Dataset, error) {
	d := r.Dataset
	l, _, err := r.Load(ctx, nil)
	if err != nil {
		return d, err
	}
	d.Ledger = l
	if d, err = s.app.Cases().Lay(ctx, d); err != nil {
		return d, err
	}
	d.Cache = d.Insights(s.opts.Now())
	return d.Annotated(ctx, s.opts.Now())
}

// importHead says which import is open.
func importHead(s *session) string {
	d := s.work.data
	accounts, cards := 0, 0
	for _, src := range d.Ledger.Sources() {
		if src.IsCard() {
			cards++
		} else {
			accounts++
		}
	}
	what := "Import "
	if d.View != nil {
		what = "Case "
	}
	said := join(what+d.Name, english.Plural(accounts, "account", "accounts"), counted(cards, "card", "cards"), english.Plural(d.Ledger.Len(), "row", "rows"))
	if n := d.OneOf(); n > 0 {
		said += fmt.Sprintf(", one of the %d imports of its case", n)
	}
	if d.Environment == app.Sandbox {
		said += ", SANDBOX"
	}
	if d.View != nil && len(d.View.State.Files) > 0 {
		said += ", with a statement FILE, which confirms nothing by itself"
	}
	return said
}

// counted is a number with its noun; nothing for none.
func counted(n int, one, many string) string {
	if n == 0 {
		return ""
	}
	return english.Plural(n, one, many)
}

// overview says who the customer is, where the data is from, what came in and went out, and what stands out most.
func overview(s *session) error {
	d := s.work.data
	l := d.Ledger
	s.goTo(&place{name: "overview", head: func() string { return "Overview of import " + d.Name }})
	if imp := l.Import(); imp != nil {
		for i := range imp.Targets {
			who := "Person"
			if ledger.OfStrangers(l, i) {
				who = "Stranger, of nobody in the case"
			}
			sayTarget(s, &imp.Targets[i], who)
		}
	}
	if !d.SavedAt.IsZero() {
		s.out.say("Saved: %s UTC", d.SavedAt.UTC().Format(stamp))
	}
	for i := range l.Sources() {
		what := "Account"
		if l.Sources()[i].IsCard() {
			what = "Card"
		}
		s.out.fact(what, sourceLine(&l.Sources()[i]))
	}
	if err := sayVerdict(s); err != nil {
		return err
	}
	sayDecided(s)
	if err := sayTotals(s, nil); err != nil {
		return err
	}
	for _, u := range l.Uncounted(everyRow(l)) {
		s.out.say("Not in any sum: %s, %s, %s", english.Plural(u.Count, "row", "rows"), uncounted(u.State), text.Clean(string(u.Currency)))
	}
	return topFindings(s)
}

// uncounted is why rows of a state are in no sum, in few words.
func uncounted(state aisclient.RowState) string {
	if state == aisclient.RowStranger {
		return state.Why()
	}
	return state.String()
}

// sayDecided says what a person decided on the case of the open import, and whether that counts; nothing without a decision.
func sayDecided(s *session) {
	said, _ := s.work.data.Acts.Decision()
	s.out.fact("Decided", said)
}

// sayTarget says the bank and the people of one bank's part of an import; who is what these are.
func sayTarget(s *session, t *aisclient.Target, who string) {
	s.out.fact("Bank", text.First(t.OfficialName, t.Name).String())
	for _, o := range ownersFirst(t.Owners) {
		s.out.fact(who, join(o.Name.String(), o.Kind.Words()))
		for _, f := range [][2]string{{"Born", o.BirthDate.String()}, {"PESEL", o.PolishPESEL.String()}, {"NIP", o.PolishNIP.String()},
			{"REGON", o.PolishREGON.String()}, {"Address", o.Address.String()}, {"Telephone", o.Phone.String()}, {"E-mail", o.Email.String()},
			{"Citizenship", catalog.CountryName(o.Citizenship.String())}, {"Nationality", catalog.CountryName(o.Nationality.String())}, {"Document", join(o.PersonalDocumentType.String(), o.PersonalDocumentNumber.String())}} {
			if s.out.masked && f[1] != "" {
				f[1] = "hidden by the privacy mask"
			}
			s.out.fact(f[0], f[1])
		}
	}
}

// ownersFirst puts owners before co-owners and both before others, each in the alphabet's order: banks change theirs.
func ownersFirst(all []aisclient.Owner) []aisclient.Owner {
	return aisclient.OwnersFirst(slices.SortedFunc(slices.Values(all), func(a, b aisclient.Owner) int { return cmp.Compare(a.Name.String(), b.Name.String()) }))
}

// topFindings says what asks for a look, and how much more there is.
func topFindings(s *session) error {
	all, err := allFindings(s)
	if err != nil {
		return err
	}
	a, err := analysed(s)
	if err != nil {
		return err
	}
	n := 0
	for _, f := range all {
		if f.Topic == insight.IncomeTopic && f.Level == insight.Info {
			s.out.say("%s", f.Sentence)
			s.sayBasis(a)
		}
		if f.Level == insight.Info {
			continue
		}
		n++
		s.out.say("%s: %s", firstUpper(f.Level.String()), f.Sentence)
	}
	if n == 0 {
		s.out.say("Nothing stands out")
	}
	s.out.say("findings lists all %d", len(all))
	return nil
}

// allFindings are those of the analysis of the open import.
func allFindings(s *session) (all []insight.Finding, err error) {
	d, now := s.work.data, s.opts.Now()
	err = s.do(func(ctx context.Context) (err error) { all, err = d.Insights(now).Findings(ctx); return err })
	return all, err
}

// allFindings lists what stands out.
func findings(s *session) error {
	all, err := allFindings(s)
	if err != nil {
		return err
	}
	s.goTo(&place{name: "findings", hint: "rows 1 goes to the rows behind the first one",
		head: func() string {
			return "Findings, " + english.Plural(len(all), "finding", "findings") + ", what weighs most first"
		},
		list: &list{one: "finding", many: "findings", n: len(all), sentences: true,
			item: func(i int) string {
				return all[i].Level.String() + ", " + string(all[i].Topic) + ": " + all[i].Sentence
			},
			open: func(i int) error { sayFinding(s, &all[i]); return nil },
			rows: func(i int) error { return rowsNamed(s, string(all[i].Topic), all[i].Rows) }}})
	return nil
}

func sayFinding(s *session, f *insight.Finding) {
	s.out.say("%s: %s", firstUpper(f.Level.String()), f.Sentence)
	s.out.fact("About", string(f.Topic))
	for _, g := range f.Figures {
		s.out.say("Figure: %s, counted %d", money(g.Amount, g.Currency), g.Count)
	}
	if !f.First.Empty() {
		s.out.say("From %s to %s", f.First, f.Last)
	}
	s.out.say("%s behind it", english.Plural(len(f.Rows), "row", "rows"))
}

// sources lists the accounts, or the credit cards.
func sources(s *session, cards bool) error {
	var all []int
	for i, src := range s.work.data.Ledger.Sources() {
		if src.IsCard() == cards {
			all = append(all, i)
		}
	}
	one, many := "account", "accounts"
	if cards {
		one, many = "card", "cards"
	}
	l := s.work.data.Ledger
	at := func(i int) *ledger.SourceInfo { return &l.Sources()[all[i]] }
	s.goTo(&place{name: many, hint: "open 1 says all of the first one, rows 1 goes to its transactions",
		head: func() string {
			return firstUpper(many) + ", " + english.Plural(len(all), one, many) + ", in the bank's order"
		},
		list: &list{one: one, many: many, n: len(all),
			item: func(i int) string {
				return sourceLine(at(i))
			},
			open: func(i int) error {
				for _, c := range sourceCells(at(i)) {
					s.out.fact(c[0], c[1])
				}
				return nil
			},
			rows:  func(i int) error { return filterRows(s, l.SourcesFilter(all[i])) },
			cells: func(i int) [][2]string { return sourceCells(at(i)) }}})
	return nil
}

// sourceLine is an account or a card on one line.
func sourceLine(src *ledger.SourceInfo) string {
	return join(sourceName(src), balance(src.Balance, src.Currency, ""), english.Plural(src.Rows(), "row", "rows"))
}

func balance(a *aisclient.Amount, c aisclient.Currency, none string) string {
	if a == nil {
		return none
	}
	return "balance " + money(*a, c)
}

// owners are the names of an account's owners in the alphabet's order: the bank's order differs from reply to reply.
func owners(src *ledger.SourceInfo) string {
	var names []string
	for _, o := range src.Owners {
		names = append(names, o.String())
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// sourceCells are all that is known of an account or a card.
func sourceCells(src *ledger.SourceInfo) [][2]string {
	amount := func(a *aisclient.Amount) string {
		if a == nil {
			return ""
		}
		return money(*a, src.Currency)
	}
	partial, since := "", ""
	if src.Partial {
		partial = "the provider cut the history short"
	}
	if !src.ActiveSince.Empty() {
		since = src.ActiveSince.String() + " or earlier"
	}
	return [][2]string{{"Name", sourceName(src)}, {"Number", number(src.OwnNumber())}, {"Bank", src.TargetName.String()},
		{"Owners", owners(src)}, {"Currency", string(src.Currency)}, {"Balance", amount(src.Balance)}, {"Can be spent", amount(src.Funds)},
		{"Active since", since}, {"Rows", fmt.Sprint(src.Rows())}, {"Not whole", partial}}
}

// analysed is what the rows of the open import mean.
func analysed(s *session) (a *insight.Analysis, err error) {
	d, now := s.work.data, s.opts.Now()
	err = s.do(func(ctx context.Context) (err error) { a, err = d.Insights(now).Analysis(ctx); return err })
	return a, err
}

// dataQuality lists how far each account's data can be relied on, and what is wrong with it.
func dataQuality(s *session) error {
	a, err := analysed(s)
	if err != nil {
		return err
	}
	q := a.Quality
	s.goTo(&place{name: "quality", head: func() string { return "Quality of the data, " + english.Plural(len(q.Accounts), "account", "accounts") },
		list: &list{one: "account", many: "accounts", n: len(q.Accounts), item: func(i int) string {
			x := &q.Accounts[i]
			covers := "no days"
			if x.Covers.From != 0 {
				covers = x.Covers.From.String() + " to " + x.Covers.To.String()
			}
			return join(x.Label, english.Plural(x.Rows, "row", "rows"), "covers "+covers, counted(len(x.Gaps), "gap", "gaps"),
				counted(len(x.Breaks), "balance that does not follow", "balances that do not follow"), counted(len(x.Unread), "row not read", "rows not read"))
		}}})
	for _, h := range q.Gates {
		s.out.say("Fault: %s", h.Sentence)
		if h.Ask != "" {
			s.out.say("Ask the applicant: %s", h.Ask)
		}
	}
	return nil
}

// services lists the provider's services with how far they were asked.
func services(s *session) error {
	id := s.work.data.ID
	all := service.All()
	answers := func() map[service.Service]service.Answer {
		out := map[service.Service]service.Answer{}
		if id != "" {
			for _, a := range s.app.Answers(id) {
				out[a.Service] = a
			}
		}
		return out
	}
	s.goTo(&place{name: "services", hint: "open 1 says the answer that is saved, or asks the provider where there is none; ask 1 asks anew",
		head: func() string { return "Services of the provider, " + english.Plural(len(all), "service", "services") },
		list: &list{one: "service", many: "services", n: len(all),
			item: func(i int) string {
				a, ok := answers()[all[i]]
				switch {
				case !ok:
					return all[i].Label() + ", not asked"
				case a.Refusal != "":
					return all[i].Label() + ", refused, " + a.Refusal
				}
				return all[i].Label() + ", answered " + a.AskedAt.UTC().Format(stamp)
			},
			open: func(i int) error {
				if a, ok := answers()[all[i]]; ok {
					return sayAnswer(s, a)
				}
				return askService(s, all[i])
			}}})
	return nil
}

// serviceLimit is how long a service may take to answer.
const serviceLimit = 2 * time.Minute

func askService(s *session, svc service.Service) error {
	switch d := s.work.data; {
	case d.View != nil:
		return errors.New("services answer for one import. case show lists those of this case, and open with the id opens one")
	case d.ID == "":
		return errors.New("services need a saved import. This is a file")
	}
	var a service.Answer
	err := s.do(func(ctx context.Context) (err error) {
		ctx, cancel := context.WithTimeout(ctx, serviceLimit)
		defer cancel()
		a, err = s.app.Ask(ctx, s.work.data.ID, svc)
		return err
	})
	if err != nil {
		return err
	}
	return sayAnswer(s, a)
}

// writeReply writes the reply, byte for byte.
func writeReply(s *session, arg string) error {
	path, err := s.fileName(arg, ".xml")
	if err != nil {
		return err
	}
	var raw []byte
	if err := s.do(func(ctx context.Context) (err error) { raw, err = s.work.reply.Raw(ctx); return err }); err != nil {
		return err
	}
	return s.writeFile(path, func(over bool) error { return writeBytes(path, over, raw) })
}

// everyRow are all row ids of a ledger.
func everyRow(l *ledger.Ledger) []int32 {
	ids := make([]int32, l.Len())
	for i := range ids {
		ids[i] = int32(i)
	}
	return ids
}

// fileName reads the name of a file, which must end in one of some endings; ~ is the home directory.
func (s *conversation) fileName(arg string, endings ...string) (string, error) {
	if arg == "" {
		var err error
		if arg, err = s.ask("Name of the file, ending in "+or(endings)+":", ""); err != nil {
			return "", err
		}
	}
	for _, e := range endings {
		if strings.HasSuffix(strings.ToLower(arg), e) {
			return filepath.Clean(expandHome(arg)), nil
		}
	}
	return "", fmt.Errorf("the name must end in %s", or(endings))
}

// sayAnswer says what a service answered, a fact a line, and behind it how it differs from our own figures.
func sayAnswer(s *session, a service.Answer) error {
	s.out.say("Service %s, asked %s UTC, source %s", a.Service.Label(), a.AskedAt.UTC().Format(stamp), a.Source)
	if a.Refusal != "" {
		s.out.say("Refused: %s", a.Refusal)
		return nil
	}
	var facts []service.Fact
	if err := s.do(func(ctx context.Context) (err error) {
		facts, err = app.BesideOurs(ctx, s.work.data, s.opts.Now(), a)
		return err
	}); err != nil {
		return err
	}
	for _, p := range service.Parts(slices.Concat(app.Covers(s.work.data), facts, service.Facts(a))) {
		if p.Table == nil {
			s.out.whole(strings.TrimSpace(p.Name + ": " + p.Value)) // without a value it is the head of what follows
			continue
		}
		for _, r := range p.Table.Rows {
			s.out.whole(r.Name + ": " + p.Table.Spoken(r))
		}
	}
	return nil
}
