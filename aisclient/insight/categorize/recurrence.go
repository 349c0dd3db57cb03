package categorize

import (
	"context"
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

// wageCycles is how many months in a row a neutral credit has to come before it is taken for pay, and wageSpread by how
// many hundredths its amounts may be off their median. Our judgement (statement 1.6).
const (
	wageCycles = 6
	wageSpread = 20
)

// recurring takes neutral credits of a company that come every month for pay: stage (g). A credit is neutral where its title says
// nothing: any word may be that of an invoice, a rent or a loan.
func (b *builder) recurring(ctx context.Context) error {
	if (work{b}).selfEmployed() {
		return nil
	}
	groups := map[stream][]int32{}
	for row := range int32(b.l.Len()) {
		if b.cat[row] != category.OtherIn || b.Stage(row) != Rest || !b.l.Booked(row) || b.l.Amount(row) <= 0 {
			continue
		}
		if _, reversed := b.parties.Reversed(row); reversed || b.l.Date(row).Empty() {
			continue
		}
		if id := b.parties.Payer(row); id != party.None && b.lex.Native(b.parties.Country(b.l.Account(row))) && b.neutral(row, "") {
			k := stream{id, b.country[b.l.Account(row)]}
			groups[k] = append(groups[k], row)
		}
	}
	why := b.reason(reason{stage: Recurrence, confidence: lexicon.Medium, note: "comes every month from a company that is paid nothing back"})
	for k, rows := range groups {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if len(rows) >= wageCycles && b.employer(k.payer) && !b.parties.Party(k.payer).Is(lexicon.Court) && b.monthly(rows, k.place) {
			for _, row := range rows {
				b.cat[row], b.why[row] = category.Salary, why
			}
		}
	}
	return nil
}

// payouts doubts pay and pensions of which words tell where a careful reader takes them for something else.
func (b *builder) payouts(context.Context) error {
	at := work{b}
	paid := at.bankWages()
	for row, c := range b.cat {
		why := b.whys[b.why[row]]
		if c == category.Salary && at.bankBonus(int32(row), why) && !paid[b.parties.Payer(int32(row))] {
			why.confidence, why.hard, why.note = lexicon.Low, true, noteBankBonus
			b.cat[row], b.why[row] = category.OtherIn, b.reason(why)
			continue
		}
		if why.stage != Words || why.entry == nil || c != category.Salary && c != category.Pension {
			continue
		}
		if note := b.noWork(int32(row), c, why); note != "" {
			why.confidence, why.hard, why.note = lexicon.Low, true, note
			b.why[row] = b.reason(why)
		}
	}
	return nil
}

// noWork says why pay or a pension may be none; empty where nothing does. Nothing but a bare word for a payout tells, and the title
// says what was paid out: a profit, a deposit, an invoice; or the payer changes, lends or keeps money or sells games. Or the title names a
// thing that is paid for: shares, land, a rent, a loss.
func (b *builder) noWork(row int32, c category.Category, why reason) string {
	p := b.parties.Party(b.parties.Of(row))
	switch {
	case c == category.Salary && why.entry.Confidence == lexicon.Medium && !strings.Contains(why.words, " ") && b.titled(row, why.words) && !b.neutral(row, why.words):
		return notePayout
	case c == category.Salary && isBare(why.words) && (p.Keeps() || p.Is(lexicon.Broker, lexicon.CryptoExchange, lexicon.Insurer) || hasWord(p.Name, moneyHouses)):
		return noteMoneyHouse
	case !p.Public() && namesThing(b.l.FoldedTitle(row), p.Key+" "+why.words):
		return noteThing
	}
	return ""
}

// bareWords are folded words of money that is paid, for work or not; moneyHouses those of firms that pay out other money every day;
// noEmployers those of insurers, brokers, processors, exchanges, shops, operators and collectors (statement 1.6).
// things are beginnings of what is paid for and is no work, and thingWords such words that begin others (pl, cs, es, en). source: known
var (
	bareWords   = text.WordSet("pay monthly weekly payout payouts payment payments pago pagos wyplata wyplaty vyplata vyplaty")
	moneyHouses = text.WordSet("kantor lombard kasyno loteria lotto totalizator bukmacher smenarna zastavarna kasino herna sazka casino casinos bingo loterias apuestas empeno cambios " +
		"tfi fundusz fond sporitelna stavebni penzijni lottery lotteries pools pawnbroker pawnbrokers pawnshop travelex forex bureau")
	noEmployers = text.WordSet("ubezpieczenia ubezpieczen asekuracja pojistovna pojistovny pojisteni poistovna seguros aseguradora insurance assurance " +
		"makler makleri maklerska maklerski maklersky maklerske broker brokers brokerzy brokerska stockbroker stockbrokers correduria investment investments investicni inwestycje inwestycyjny inwestycyjne " +
		"inversiones inversion gestora sgiic valores asset wealth emerytalny emerytalne pension pensions pensiones annuities " +
		"platnosci platby pagos payments payment pay kryptowaluty krypto kripto krypta crypto cripto bitcoin gielda burza bolsa exchange " +
		"sklep sklepy obchod obchody prodejna eshop tienda tiendas store stores shop shops marketplace aukcje " +
		"bukmacherska bukmacherskie bukmacherski sazkova sazkove sazky bookmaker bookmakers betting bet bets loterie poker " +
		"windykacja windykacyjna windykacji inkaso vymahani pohledavky recobro recobros cobros debt debts collections leasing lease faktoring factoring")
	things = strings.Fields("utrat ztrat perdida umorz sluzebn nieruchom dzierzaw najem najmu wynaj odszkodow odstapien zrzecz poreczen przesylu bezumown kaucj grunt udzial akcji akcje " +
		"podil pronaj prenaj sluzobn bremen pozemk pozemek rucen odskodn participaciones servidumbre alquiler arrendamiento cesion antena acciones financiad terreno easement wayleave dividend rental settlement")
	thingWords = text.WordSet("szkoda szkody skoda skody usly usle uslou usla finca fincas aval shares rent rents property land loss lost")
)

// isBare reports whether words say no more than that money is paid, perhaps with a month in digits.
func isBare(words string) bool {
	return !slices.ContainsFunc(strings.Fields(words), func(w string) bool { return !bareWords[w] && !strings.ContainsAny(w, "0123456789") })
}

// hasWord reports whether a name has one of some words, its legal form included.
func hasWord(name string, words map[string]bool) bool {
	return slices.ContainsFunc(party.Words(text.Fold(name)), func(w string) bool { return words[w] })
}

// namesThing reports whether a folded title names a thing that is paid for and is no work, apart from some words: the payer's, and
// those that make it pay.
func namesThing(title, apart string) bool {
	return slices.ContainsFunc(party.Words(title), func(w string) bool {
		is := thingWords[w] || slices.ContainsFunc(things, func(t string) bool { return strings.HasPrefix(w, t) })
		return is && !slices.Contains(strings.Fields(apart), w)
	})
}

// titled reports whether words stand in a row's title.
func (b *builder) titled(row int32, words string) bool {
	return strings.Contains(b.l.FoldedTitle(row), text.Fold(words))
}

// neutral reports whether the title of a row says nothing but some words, who pays and who is paid.
func (b *builder) neutral(row int32, words string) bool {
	names := append([]string{words, b.l.Party(row).String()}, b.parties.Owners(b.l.Account(row))...)
	return party.Neutral(b.l.FoldedTitle(row), names...)
}

type stream struct {
	payer party.ID
	place int32
}

// employer reports whether a payer is positively a company or an office, none whose payments are something else, and one
// that is paid nothing.
func (b *builder) employer(id party.ID) bool {
	p := b.parties.Party(id)
	if p.Titled || p.Person || b.paid[id] || hasWord(p.Name, moneyHouses) || !p.Public() && hasWord(p.Name, noEmployers) ||
		p.Is(lexicon.Lender, lexicon.PayLater, lexicon.Insurer, lexicon.Broker, lexicon.CryptoExchange, lexicon.Operator,
			lexicon.Processor, lexicon.Wallet, lexicon.Shop, lexicon.Marketplace, lexicon.Bank, lexicon.Collector, lexicon.Bailiff, lexicon.Voucher) {
		return false
	}
	return p.Company || identity.IsCompany(p.Name) || p.Public() || p.Is(lexicon.Employer, lexicon.Payroll)
}

// monthly reports whether the rows come every month and are all near their median.
func (b *builder) monthly(rows []int32, place int32) bool {
	payments := make([]cadence.Payment, 0, len(rows))
	amounts := make([]aisclient.Amount, 0, len(rows))
	last := aisclient.Date(0)
	for _, row := range rows {
		payments = append(payments, cadence.Payment{Day: b.l.Date(row), Amount: b.l.Amount(row)})
		amounts = append(amounts, b.l.Amount(row))
		last = max(last, b.l.Date(row))
	}
	slices.Sort(amounts)
	median := amounts[len(amounts)/2]
	for _, a := range amounts {
		if off := (a - median).Abs(); off > median/100*wageSpread {
			return false
		}
	}
	s := cadence.Find(payments, last, b.places[place].country, nil, wageCycles)
	return s.Cycle == cadence.Monthly && s.Mature && len(s.Dues) >= wageCycles
}
