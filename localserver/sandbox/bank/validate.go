package bank

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/currency"
)

// Validate checks customers that a program made; files are checked when they are loaded. The
// error joins one FieldError for every mistake.
func Validate(customers []CustomerSpec) error { return (&checker{at: lines{}}).all(customers) }

func (c *checker) all(customers []CustomerSpec) error {
	seen := map[string]int{}
	for i := range customers {
		spec := &customers[i]
		path := fmt.Sprintf("customer[%d]", i)
		for _, country := range spec.Countries {
			key := country + "/" + spec.Login
			switch first, taken := seen[key]; {
			case taken && first == i:
				c.fail(path+".countries", "%q stands twice", country)
			case taken:
				c.fail(path+".login", "%q is already customer[%d] in country %q", spec.Login, first, country)
			}
			seen[key] = i
		}
		c.customer(path, spec)
	}
	slices.SortStableFunc(c.problems, func(a, b error) int { return lineOf(a) - lineOf(b) })
	return errors.Join(c.problems...)
}

func lineOf(err error) int {
	if e, ok := errors.AsType[*fieldError](err); ok {
		return e.Line
	}
	return 0
}

type checker struct {
	at       lines
	given    map[string]bool // paths of what stands in the file; nil of customers that a program made
	banks    []Bank          // of the catalog; none leaves a customer's bank unchecked
	today    Day             // 0 leaves days of birth unchecked: a clock may go back
	problems []error
	people   []string
	ledgers  []string // ids of the customer's accounts and cards
	accounts []string
}

func (c *checker) fail(path, format string, args ...any) {
	c.problems = append(c.problems, &fieldError{Line: c.at.of(path), Field: path, What: fmt.Sprintf(format, args...)})
}

// need fails where a field that must be there is not, or has no value; the words say more of what it must be.
func (c *checker) need(path string, there bool, words ...string) bool {
	switch {
	case there:
	case c.given[path]:
		c.fail(path, "%s", strings.Join(append([]string{"must not be empty"}, words...), ": "))
	default:
		c.fail(path, "%s", strings.Join(append([]string{"is missing"}, words...), ": "))
	}
	return there
}

func (c *checker) text(path, value string) bool { return c.need(path, strings.TrimSpace(value) != "") }

func (c *checker) check(path string, err error) {
	if err != nil {
		c.fail(path, "%v", err)
	}
}

func (c *checker) customer(path string, s *CustomerSpec) {
	c.people, c.ledgers, c.accounts = nil, nil, nil
	c.text(path+".login", s.Login)
	c.text(path+".password", s.Password)
	c.need(path+".countries", len(s.Countries) > 0, "at least one country, like [\"pl\"]")
	for i, country := range s.Countries {
		if _, ok := currencies[country]; !ok {
			c.fail(fmt.Sprintf("%s.countries[%d]", path, i), "%q is no country of the sandbox's bank: cz ee es lt lv ph pl pt ro", country)
		}
	}
	if s.Months < 0 || s.Months > 120 {
		c.fail(path+".months", "%d months: must be 1 to 120, or 0 for 24", s.Months)
	}
	c.bank(path+".bank", s)
	c.each(path, s)
}

// bank checks that the customer's bank is one of a country of the customer, or one at all where a country is wrong.
func (c *checker) bank(path string, s *CustomerSpec) {
	unknown := len(s.Countries) == 0 || slices.ContainsFunc(s.Countries, func(country string) bool { return currencies[country] == "" })
	var names []string
	for _, b := range c.banks {
		if unknown || slices.Contains(s.Countries, b.Country) {
			names = append(names, b.Target)
		}
	}
	if s.Bank != "" && len(names) > 0 {
		c.oneOf(path, s.Bank, names...)
	}
}

func (c *checker) each(path string, s *CustomerSpec) {
	if s.Reply != "" {
		if len(s.People)+len(s.Accounts)+len(s.Cards)+len(s.Flows)+len(s.Habits)+len(s.Transactions) > 0 {
			c.fail(path+".reply", "the reply says who the customer is and what it holds: leave out person, account, card, flow, habit and transaction")
		}
		return
	}
	c.need(path+".person", len(s.People) > 0, "at least one [[customer.person]]")
	c.need(path+".account", len(s.Accounts) > 0 || len(s.Flows)+len(s.Habits)+len(s.Cards)+len(s.Transactions) == 0,
		"flows, habits, transactions and cards need an [[customer.account]]")
	for i := range s.People {
		c.person(fmt.Sprintf("%s.person[%d]", path, i), &s.People[i])
	}
	for i := range s.Accounts {
		c.id(fmt.Sprintf("%s.account[%d].id", path, i), s.Accounts[i].ID, &c.ledgers)
		c.accounts = append(c.accounts, s.Accounts[i].ID)
	}
	for i := range s.Cards {
		c.id(fmt.Sprintf("%s.card[%d].id", path, i), s.Cards[i].ID, &c.ledgers)
	}
	for i := range s.Accounts {
		c.account(fmt.Sprintf("%s.account[%d]", path, i), &s.Accounts[i])
	}
	for i := range s.Cards {
		c.card(fmt.Sprintf("%s.card[%d]", path, i), &s.Cards[i])
	}
	for i := range s.Flows {
		c.flow(fmt.Sprintf("%s.flow[%d]", path, i), &s.Flows[i])
	}
	for i := range s.Habits {
		c.habit(fmt.Sprintf("%s.habit[%d]", path, i), &s.Habits[i])
	}
	for i := range s.Transactions {
		c.transaction(fmt.Sprintf("%s.transaction[%d]", path, i), &s.Transactions[i])
	}
}

func (c *checker) transaction(path string, t *TransactionSpec) {
	c.oneOf(path+".account", t.Account, append([]string{""}, c.ledgers...)...)
	if c.text(path+".amount", t.Amount) {
		c.check(path+".amount", oneAmount(t.Amount))
	}
	for _, day := range []struct{ field, value string }{{"date", t.Date}, {"booked", t.Booked}} {
		if day.value != "" {
			_, err := ParseDay(day.value)
			c.check(path+"."+day.field, err)
		}
	}
	if t.Booked != "" && t.Booked < t.Date { // days have one form
		c.fail(path+".booked", "%s lies before date, %s: a bank books what has happened", t.Booked, t.Date)
	}
	switch {
	case t.Date != "" && t.DaysAgo != 0:
		c.fail(path+".days_ago", "stands beside date: leave one of them out")
	case t.Date == "" && t.DaysAgo == 0:
		c.need(path+".date", false, "either date, like \"2026-03-01\", or days_ago, like 3")
	case t.DaysAgo < 0:
		c.fail(path+".days_ago", "must be at least 1, which is yesterday")
	}
	if t.IBAN != "" && !validIBAN(t.IBAN) {
		c.fail(path+".iban", "%q has wrong check digits or length", t.IBAN)
	}
}

func (c *checker) id(path, id string, seen *[]string) {
	if c.text(path, id) && slices.Contains(*seen, id) {
		c.fail(path, "%q is used twice", id)
	}
	*seen = append(*seen, id)
}

func (c *checker) person(path string, p *PersonSpec) {
	c.id(path+".id", p.ID, &c.people)
	c.text(path+".name", p.Name)
	c.oneOf(path+".kind", p.Kind, "", "OWNER", "CO_OWNER", "COMPANY")
	if p.Born != "" {
		born, err := ParseDay(p.Born)
		if c.today != 0 && born > c.today {
			err = fmt.Errorf("%s lies in the future", p.Born)
		}
		c.check(path+".born", err)
	}
	for _, number := range []struct {
		field, value string
		valid        func(string) bool
	}{{"pesel", p.PESEL, validPESEL}, {"nip", p.NIP, validNIP}, {"regon", p.REGON, validREGON}} {
		if number.value != "" && number.value != "auto" && !number.valid(number.value) {
			c.fail(path+"."+number.field, "%q has a wrong length or check digit (\"auto\" invents one)", number.value)
		}
	}
}

func (c *checker) account(path string, a *AccountSpec) {
	c.text(path+".name", a.Name)
	c.balance(path+".balance", a.Balance)
	c.granted(path+".overdraft", a.Overdraft)
	c.currency(path+".currency", a.Currency)
	c.owners(path+".owners", a.Owners)
	c.owners(path+".attorneys", a.Attorneys)
	for i, ago := range a.MissingMonths {
		if ago < 0 {
			c.fail(fmt.Sprintf("%s.missing_months[%d]", path, i), "must not be negative")
		}
	}
	if a.IBAN != "" && !validIBAN(a.IBAN) {
		c.fail(path+".iban", "%q has wrong check digits or length (leave it empty to invent one)", a.IBAN)
	}
	if a.SweepTo != "" {
		c.oneOf(path+".sweep_to", a.SweepTo, slices.Concat(c.accounts, []string{"outside"})...)
	}
	if a.SweepTo == a.ID && a.ID != "" {
		c.fail(path+".sweep_to", "an account cannot sweep to itself")
	}
}

func (c *checker) card(path string, s *CardSpec) {
	c.text(path+".name", s.Name)
	c.balance(path+".balance", s.Balance)
	c.granted(path+".limit", s.Limit)
	c.money(path+".interest", cmp.Or(s.Interest, "0"))
	c.currency(path+".currency", s.Currency)
	c.owners(path+".owners", s.Owners)
	c.oneOf(path+".paid_from", s.PaidFrom, append([]string{""}, c.accounts...)...)
	c.day(path+".due_day", s.DueDay)
}

func (c *checker) flow(path string, f *FlowSpec) {
	c.class(path+".class", f.Class)
	c.oneOf(path+".account", f.Account, append([]string{""}, c.ledgers...)...)
	if c.text(path+".amount", f.Amount) {
		c.amounts(path+".amount", f.Amount)
	}
	c.oneOf(path+".every", f.Every, "", "month", "quarter", "year", "week", "two_weeks", "once")
	c.day(path+".day", f.Day)
	if weeks[f.Every] > 0 && f.Day > 7 {
		c.fail(path+".day", "%d is no day of the week: 1 is Monday, 7 Sunday", f.Day)
	}
	if f.IBAN != "" && f.IBAN != "none" && !validIBAN(f.IBAN) {
		c.fail(path+".iban", "%q has wrong check digits or length (\"none\" shows none, empty invents one)", f.IBAN)
	}
	c.chance(path+".missed", f.Missed)
	c.chance(path+".late", f.Late)
	for i, m := range f.Months {
		if m < 1 || m > 12 {
			c.fail(fmt.Sprintf("%s.months[%d]", path, i), "%d is no month", m)
		}
	}
	c.season(path+".season", f.Season)
	if f.MonthsAgo < 0 {
		c.fail(path+".months_ago", "must not be negative")
	}
}

func (c *checker) habit(path string, h *HabitSpec) {
	c.class(path+".class", h.Class)
	c.oneOf(path+".account", h.Account, append([]string{""}, c.ledgers...)...)
	if h.Amount != "" {
		c.amounts(path+".amount", h.Amount)
	}
	if there := h.PerWeek != 0 || c.given[path+".per_week"]; c.need(path+".per_week", there) && !(h.PerWeek > 0 && h.PerWeek <= 7000) {
		c.fail(path+".per_week", "%v times a week: must be above 0 and at most 7000", h.PerWeek)
	}
	if h.Weekend < 0 {
		c.fail(path+".weekend", "must not be negative")
	}
	c.season(path+".season", h.Season)
}

func (c *checker) class(path, name string) {
	all := "the classes are " + strings.Join(Classes(), ", ")
	if _, ok := classes[name]; c.need(path, name != "", all) && !ok {
		c.fail(path, "%q is not a class; %s", name, all)
	}
}

func (c *checker) oneOf(path, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		var names []string
		for _, name := range allowed {
			if name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		c.fail(path, "%q is not one of %s", value, strings.Join(names, ", "))
	}
}

func (c *checker) owners(path string, ids []string) {
	for i, id := range ids {
		c.oneOf(fmt.Sprintf("%s[%d]", path, i), id, c.people...)
	}
}

func (c *checker) balance(path, value string) {
	if c.text(path, value) {
		c.money(path, value)
	}
}

func (c *checker) amounts(path, value string) {
	_, _, err := parseFlowAmount(value)
	c.check(path, err)
}

func (c *checker) money(path, value string) {
	_, err := ParseMoney(value)
	c.check(path, err)
}

// granted checks what the bank lends at most.
func (c *checker) granted(path, value string) {
	m, err := ParseMoney(cmp.Or(value, "0"))
	if err == nil && m < 0 {
		err = fmt.Errorf("%q: must not be negative", value)
	}
	c.check(path, err)
}

func (c *checker) currency(path, code string) {
	if _, err := currency.ParseISO(code); code != "" && (err != nil || code != strings.ToUpper(code)) {
		c.fail(path, "%q is not a currency code like PLN", code)
	}
}

func (c *checker) day(path string, day int) {
	if day < 0 || day > 31 {
		c.fail(path, "%d is no day of a month", day)
	}
}

func (c *checker) chance(path string, p float64) {
	if !(p >= 0 && p <= 1) {
		c.fail(path, "%v is not a chance between 0 and 1", p)
	}
}

func (c *checker) season(path string, s map[string]float64) {
	for month, factor := range s {
		if n, err := strconv.Atoi(month); err != nil || n < 1 || n > 12 {
			c.fail(path+"."+month, "%q is no month between 1 and 12", month)
		}
		if !(factor >= 0 && factor <= 1000) {
			c.fail(path+"."+month, "%v is not a factor between 0 and 1000", factor)
		}
	}
}

// Classes lists what a flow or habit can be, in order.
func Classes() []string {
	names := make([]string, 0, len(classes))
	for n := range classes {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
