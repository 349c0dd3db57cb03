package stream

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// judge makes streams of groups of rows, and says what of them is income.
type judge struct {
	*Streams
	people map[int]identity.People // the owners of accounts, as far as they were asked for
}

// stream makes a stream of a group and, where it came in, judges what of it is income.
func (s judge) stream(g group) Stream {
	p := s.in.Parties.Party(g.payer)
	st := Stream{Payer: g.payer, Name: p.Name, ByTitle: p.Titled, Category: g.category, Currency: g.currency, In: g.in, Rows: g.rows, Extra: g.extra,
		Series: s.find(g.rows)}
	if g.payer == party.None { // the category is all that tells which rows belong together
		st.Name, st.ByTitle = "", true
	}
	if len(st.Rows) == 0 { // all of it is possible only
		st.Rows, st.Extra, st.Series = g.extra, g.extra, s.find(g.extra)
	}
	s.take(&st)
	if n := len(st.Rows); n > 0 && st.ByTitle && st.Name != "" {
		st.Title = s.in.Ledger.Merchant(st.Rows[n-1]).String()
	}
	st.To, st.From = s.in.Day, s.window(&st)
	if g.in && g.category != category.BusinessIncome {
		s.income(&st, p)
	}
	return st
}

// take tells the due dates that only an act of a person left without a payment from those that were missed: nobody is to be
// said not to have paid what somebody else took away. What was proven without those rows stays as little.
func (s judge) take(st *Stream) {
	rows := slices.DeleteFunc(slices.Clone(s.acted), func(row int32) bool {
		same := s.in.Parties.Payer(row) == st.Payer && s.in.Ledger.Currency(row) == st.Currency && s.in.Ledger.Amount(row) > 0 == st.In
		return !same || s.in.Ledger.Excluded(row) != (s.in.Category(row) == st.Category) // what was relabelled has another one now
	})
	if len(st.Series.Missed) == 0 || len(rows) == 0 {
		return
	}
	rows = append(rows, st.Rows...)
	slices.Sort(rows)
	whole, tolerance := s.find(rows), st.Series.Cycle.Tolerance()
	near := func(d aisclient.Date) bool {
		return slices.ContainsFunc(whole.Missed, func(m aisclient.Date) bool { return m >= d.AddDays(-tolerance) && m <= d.AddDays(tolerance) })
	}
	st.Series.Missed = slices.DeleteFunc(st.Series.Missed, func(d aisclient.Date) bool {
		if !near(d) {
			st.Taken = append(st.Taken, d)
		}
		return !near(d)
	})
}

// window is the first day of the last three cycles, or of the last 90 days (statement 5.11).
func (s judge) window(st *Stream) aisclient.Date {
	from := s.in.Day.AddDays(1 - s.in.Rules.Income.WindowDays)
	if n := len(st.Series.Dues); n >= s.in.Rules.Income.WindowCycles && st.Series.Mature {
		from = min(from, st.Series.Dues[n-s.in.Rules.Income.WindowCycles].Day.AddDays(-st.Series.Cycle.Tolerance()))
	}
	return from
}

// never are the kinds of money that are no income of whoever pays (statement 5.10).
func never(c category.Category) bool {
	switch c {
	case category.LoanIn, category.Refund, category.ReturnedPayment, category.GamblingWin, category.InsurancePayout, category.TaxRefund:
		return true
	}
	return !c.Income() && c != category.OwnTransfer
}

// income says what of a stream is proven and what possible (statements 5.8 to 5.10).
func (s judge) income(st *Stream, p *party.Party) {
	if why := s.excluded(st, p); why != "" {
		st.Why = []Reason{why}
		if later := s.after(st); why == StoppedStream && len(later) > 0 {
			st.Possible, st.Why = s.spread(later, st.From), []Reason{NotSure}
		}
		return
	}
	st.Back, st.BackRows = s.back(st)
	gone := s.goneBack(st)
	if gone.permille() >= s.in.Rules.Income.CircleGonePermille {
		st.Why = []Reason{CircleMoney}
		return
	}
	why := s.doubts(st, p)
	f := &st.Series
	switch {
	case len(why) == 0:
		st.Proven = plus(f.Monthly, f.BonusProven)
		st.Possible = max(0, highest(f)-st.Proven)
	case f.Mature:
		st.Possible = highest(f)
	case f.Early && f.Status != cadence.Stopped: // what ended is as much as came in the window
		st.Possible = max(f.Monthly, s.spread(st.Rows, st.From))
	default:
		st.Possible = s.spread(st.Rows, st.From)
	}
	if len(st.Extra) > 0 && !st.onlyExtra() {
		st.Possible = plus(st.Possible, besides(s.Streams, st, st.Extra))
		if whole, ok := s.filled(st); ok {
			st.Possible = max(st.Possible, plus(max(whole.Mean, whole.Monthly), whole.Bonus)-st.Proven)
		}
	}
	if gone.permille() >= s.in.Rules.Income.CircleNetPermille {
		most := stayed(s.Streams, st, gone, plus(st.Proven, st.Possible))
		st.Proven = gone.net(st.Proven)
		st.Possible = most - st.Proven
		why = append(why, SomeWentBack)
	}
	st.Why = why
}

// highest is what a series comes to a month at most: the mean of the last cycles with the bonus that is not in it, or the last pays where
// they may have been raised (statements 0.1, 5.9).
func highest(f *cadence.Series) aisclient.Amount {
	return max(plus(max(f.Mean, f.Monthly), f.Besides), f.Newest)
}

// after are the rows that may not be booked, or that may be copies, which came later than all others of a stream: it may go on with
// them (statements 5.9 and 7.9). They are all of them where there are no others.
func (s judge) after(st *Stream) []int32 {
	if st.onlyExtra() {
		return st.Extra
	}
	return slices.DeleteFunc(slices.Clone(st.Extra), func(row int32) bool { return s.in.Ledger.Date(row) <= st.Series.Last })
}

// excluded is why nothing of a stream is income; empty where something may be.
func (s judge) excluded(st *Stream, p *party.Party) Reason {
	l, first := s.in.Ledger, st.Rows[0]
	own := s.own(first)
	switch {
	case st.Category == category.OwnTransfer || own.Certain():
		return OwnMoney
	case never(st.Category) && !s.perhapsLent(st, p):
		return noIncome(st.Category)
	case s.in.Parties.Liability(l.Account(first)):
		return DebtAccount
	case p.Related && !s.given(first):
		return RelatedPerson
	case st.Series.Mature && st.Series.Status == cadence.Stopped:
		return StoppedStream
	}
	st.Owner = s.owner(st.Rows)
	if st.Owner != "" && s.in.Name != "" && identity.CompareNames(s.in.Name, st.Owner).Outcome == identity.NoMatch {
		return OthersIncome
	}
	return ""
}

// own is what tells that a row is own money, unless a person said what it is.
func (s judge) own(row int32) party.Ownness {
	if s.given(row) {
		return party.NotOwn
	}
	return s.in.Parties.Own(row)
}

// given reports whether a person said what a row is: who its counterparty is does not matter then.
func (s judge) given(row int32) bool { return s.in.Given != nil && s.in.Given(row) }

// owner is the one owner of a joint account that most rows of a stream name; empty where they name none.
func (s judge) owner(rows []int32) string {
	count := map[string]int{}
	for _, row := range rows {
		source := s.in.Ledger.Account(row)
		if !s.in.Parties.Joint(source) {
			continue
		}
		if i := s.owners(source).NamedIn(s.in.Ledger.Title(row).String()); i >= 0 {
			count[s.in.Parties.Owners(source)[i]]++
		}
	}
	for name, n := range count {
		if n*2 > len(rows) {
			return name
		}
	}
	return ""
}

// owners are the owners of an account as titles may name them.
func (s judge) owners(source int) identity.People {
	people, ok := s.people[source]
	if !ok {
		people = identity.PeopleOf(s.in.Parties.Owners(source))
		s.people[source] = people
	}
	return people
}

// doubts are the reasons why a stream that may be income proves none; none where it does.
func (s judge) doubts(st *Stream, p *party.Party) []Reason {
	var why []Reason
	add := func(is bool, r Reason) {
		if is {
			why = append(why, r)
		}
	}
	f := &st.Series
	switch st.Category {
	case category.Salary, category.Pension, category.Benefit, category.AlimonyIn:
	default:
		why = append(why, KindOnly)
	}
	add(st.onlyExtra() || s.unsure(st.Rows) || s.in.unproven(st.Rows[0]), NotSure)
	add(s.own(st.Rows[0]) == party.OwnNameClose || s.sent(st.Rows), OwnMoney)
	add(s.poured(st, p), CircleMoney)
	add(f.Early, EarlyStream)
	add(f.Cycle == cadence.Irregular, NoRhythm)
	add(f.Mature && f.Status == cadence.Late, LateStream)
	add(f.Mature && int(f.Last-f.First) < s.in.Rules.Income.ProvenSpanDays, ShortStream)
	add((st.ByTitle && !s.titleNames(st) || p.Is(lexicon.Processor, lexicon.Wallet)) && !s.labelled(st.Rows), UnnamedPayer)
	switch st.Category {
	case category.Salary, category.Pension:
		add((p.Person || p.Namesake) && !s.given(st.Rows[0]), PersonalPayer)
		if !p.Person && !s.given(st.Rows[0]) {
			add(s.familyFirm(st, p), FamilyFirm)
			add(p.AtHome, HomePayer)
			add(p.Key == "" && s.familySends(st), FamilySender)
		}
		add(!s.given(st.Rows[0]) && s.othersPay(st), OthersPay)
		add(st.Category == category.Salary && s.ended(st), EndedJob)
		add(st.Category == category.Pension && !s.given(st.Rows[0]) && !paysPensions(p) && !s.labelled(st.Rows), NoPensionFund)
	case category.Benefit:
		add(!p.Public() && !(st.ByTitle && s.labelled(st.Rows)), NotPublic)
	case category.AlimonyIn:
		add(met(f) < s.in.Rules.Income.AlimonyPayments, EarlyStream)
	}
	add(s.in.Name != "" && st.Owner == "" && s.in.Parties.Joint(s.in.Ledger.Account(st.Rows[0])), OwnerUnnamed)
	return why
}

// pensionWords are folded words in the names of those who pay pensions: funds, insurers, trusts, and in Britain the firms that run them;
// pensionBeginnings are beginnings of such words that begin no others (pl, cs, es, en). source: known
var (
	pensionWords = text.WordSet("trust trustee trustees scheme life zycie zyciu zivot zivotni vida fond fondo fondos fund funds fundusz assurance assurances insurance seguro seguros mutua mutual " +
		"provident prevision previsora renta rentas retirement paymaster equiniti mercer aon capita xps barnett buck aptia railpen isio administration")
	pensionBeginnings = strings.Fields("pensions pensiones penzij penzion duchodov emerytal mutualid montepio annuit superann insurer ubezpiecz pojist poist asegur veteran")
)

// advisers are beginnings of folded words in the names of firms that tell people about their pensions (pl, cs, es, en). source: known
var advisers = strings.Fields("advi doradc doradz porad poraden asesor consult konsult")

// paysPensions reports whether a payer may pay pensions: a company that is neither an insurer nor a fund pays none.
func paysPensions(p *party.Party) bool {
	if identity.LegalForm(p.Name) == "" || p.Public() || p.Is(lexicon.Insurer, lexicon.Bank, lexicon.Broker, lexicon.Payroll) {
		return true
	}
	words := strings.Fields(p.Key)
	if anyBegins(words, advisers) {
		return false
	}
	return anyBegins(words, pensionBeginnings) || slices.ContainsFunc(words, func(w string) bool { return pensionWords[w] })
}

// othersPay reports whether most rows name a person who is no owner of their account, nor the payer (statement 0.5): the pay
// of a husband that is paid here is not the applicant's.
func (s judge) othersPay(st *Stream) bool {
	n, most := 0, 0
	may := map[string]int{} // a month behind a given name changes from pay to pay, a surname does not
	for _, row := range st.Rows {
		owners, title := s.owners(s.in.Ledger.Account(row)), s.in.Ledger.Title(row).String()
		if owners.NamesAnother(title, st.Name) {
			n++
		} else if who := owners.MayName(title, st.Name); who != "" {
			may[who]++
			most = max(most, may[who])
		}
	}
	return n*2 > len(st.Rows) || most >= 3 && most*2 > len(st.Rows)
}

// unsure reports whether the category of most rows is of low confidence.
func (s judge) unsure(rows []int32) bool {
	if s.in.Unsure == nil {
		return false
	}
	n := 0
	for _, row := range rows {
		if s.in.Unsure(row) {
			n++
		}
	}
	return n*2 > len(rows)
}

// perhapsLent reports whether nothing but the payer's own name tells that a stream that goes on is of loans: a firm that only calls
// itself a lender pays its staff, too.
func (s judge) perhapsLent(st *Stream, p *party.Party) bool {
	known := slices.ContainsFunc(p.Hits, func(h lexicon.Hit) bool { return h.Entry.Confidence > lexicon.Low })
	return st.Category == category.LoanIn && st.Series.Mature && s.unsure(st.Rows) && !known && p.Is(lexicon.Lender)
}

// sent reports whether the owner of another account perhaps sent a stream: more than once an equal sum left it then.
func (s judge) sent(rows []int32) bool {
	n := 0
	for _, row := range rows {
		if s.own(row) == party.OwnSum {
			n++
		}
	}
	return n > 1
}

// met is how many due dates of a series were met.
func met(f *cadence.Series) int {
	n := 0
	for i := range f.Dues {
		if f.Dues[i].Payments > 0 {
			n++
		}
	}
	return n
}

// payLabels are the provider's labels that name a payer's kind although nobody is named.
var payLabels = map[string]bool{"salary": true, "regular wage": true, "compensation": true, "pension": true, "welfare": true, "500+": true, "800+": true}

// labelled reports whether most rows have a label of the provider that says what pay they are.
func (s judge) labelled(rows []int32) bool {
	n := 0
	for _, row := range rows {
		for _, label := range s.in.Ledger.Labels(row) {
			if payLabels[label.String()] {
				n++
				break
			}
		}
	}
	return n*2 > len(rows)
}

// spread is the sum of single credits since a day, a month (statement 5.9).
func (s *Streams) spread(rows []int32, from aisclient.Date) aisclient.Amount {
	return monthly(paidSince(&s.in, rows, from), int(s.in.Day-from)+1)
}

// besides is what rows beside those of a stream add to it a month. Second copies add the part of its figure that they are of
// its rows in the same window, for over its days three payments come to more than three months; and never more than came in
// the window, which a late payment is not of.
func besides(s *Streams, st *Stream, extra []int32) aisclient.Amount {
	copies, others := s.copies(st, extra)
	twice, once := paidSince(&s.in, copies, st.From), paidSince(&s.in, st.Rows, st.From)
	if once == 0 || twice > once {
		return s.spread(extra, st.From)
	}
	part := min(share(max(st.Series.Mean, st.Series.Monthly), twice, once), s.spread(copies, st.From))
	return plus(part, s.spread(others, st.From))
}

// copies parts rows beside those of a stream: those of a day on which one of it came, and others.
func (s *Streams) copies(st *Stream, extra []int32) (copies, others []int32) {
	for _, row := range extra {
		day := s.in.Ledger.Date(row)
		if st.Series.Mature && slices.ContainsFunc(st.Rows, func(r int32) bool { return s.in.Ledger.Date(r) == day }) {
			copies = append(copies, row)
		} else {
			others = append(others, row)
		}
	}
	return copies, others
}

// filled is the series of a stream if its possible rows count, where they stand in its cycle: a pay that perhaps came is worth a
// cycle, not its part of the window's days.
func (s *Streams) filled(st *Stream) (cadence.Series, bool) {
	_, others := s.copies(st, st.Extra)
	if len(others) == 0 || !st.Series.Mature {
		return cadence.Series{}, false
	}
	rows := slices.Concat(st.Rows, others)
	slices.Sort(rows)
	whole := s.find(rows)
	return whole, whole.Mature && whole.Cycle == st.Series.Cycle
}

// paidSince adds up rows from a day on.
func paidSince(in *Input, rows []int32, from aisclient.Date) (sum aisclient.Amount) {
	for _, row := range rows {
		if d := in.Ledger.Date(row); d >= from && d <= in.Day {
			sum = plus(sum, in.Ledger.Amount(row).Abs())
		}
	}
	return sum
}

// monthly is a sum of some days as a sum a month.
func monthly(sum aisclient.Amount, days int) aisclient.Amount {
	if days <= 0 {
		return 0
	}
	return cadence.Times(sum, monthDays, days*100)
}
