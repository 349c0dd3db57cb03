package party

import (
	"context"
	"slices"
	"strings"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// lineWords begin the folded names of credit lines: what stands on them is what is left to borrow. liableWords are in the names of
// other accounts that are debts, depositWords in those that are none all the same: an account with a credit line is a deposit account.
var (
	lineWords = []string{"limit kredyt", "limit odnaw", "linia kredyt", "linia debet", "kontokorentni uver", "povoleny debet", "povolene precerp",
		"cuenta de credito", "poliza de credito", "linea de credito", "credit line", "line of credit", "overdraft", "revolving credit", "credit facility", "reserve credit"}
	liableWords = text.StemsOf("kredyt", "hipotecz", "pozyczk", "karta kredytowa", "uver", "hypotek", "pujck", "kreditni karta", "prestamo", "hipoteca",
		"tarjeta de credito", "mortgage", "loan", "credit card", "darlehen", "baufinanzierung", "leasing")
	depositWords = text.StemsOf("bez kredyt", "konto z", "rachunek z", "oszczedn", "kontokorent", "ucet s", "cuenta con", "limit", "osobist")
)

// heldWords are in the folded names of accounts whose money is not free, or not the owner's alone: of a firm's tax, of clients, of
// homeowners, of a deposit, pledged or blocked, for the old age, of a child (pl, cs, es, en). Behind a space a word begins there.
var heldWords = text.StemsOf(" vat ", "powiernicz", "wspolnoty mieszk", "wspolnota mieszk", " ike ", " ikze ", " ppk ", " ppe ", "kaucj", "zfss", "depozyt notar", " escrow", "zablokowan", "zabezpieczaj", "zastaw", "emerytaln", "komornicz",
	"uschov", " svj ", "spolecenstvi vlastn", "penzijni", "jistot", "kauce", "kauci", "kaucni", "blokovan", "zastaven", "sverensk", "insolvenc",
	"plan de pensiones", "fondo de pensiones", "pensiones", "comunidad", "garantia", "bloquead", "de clientes", "clientes", "fianza", "provision de fondos", "pignorad", "embargad", "consignacion",
	"client account", "clients account", "client money", "junior isa", "junior saver", " jisa ", " sipp ", "lifetime isa", "tenancy deposit", "deposit protection", "blocked", "frozen", "pledged", "personal pension", "workplace pension", "pension plan", "pension pot", "pension fund", "trust account")

// Held reports whether the name of an account says that its money is not free, or not the owner's alone (statement 8.5).
func (t *Table) Held(source int) bool {
	s := &t.l.Sources()[source]
	name := " " + strings.Join(Words(text.Fold(s.Name.String()+" "+s.Friendly.String())), " ") + " "
	return heldWords.In(name)
}

// liability reports whether an account is a debt (statement 4.9): a card, by its name, or a balance below zero throughout
// with instalments coming in.
func (b *builder) liability(source int) bool {
	s := &b.l.Sources()[source]
	if s.IsCard() {
		return true
	}
	if b.namedLine(source) || b.nameHas(source, liableWords) && !b.nameHas(source, depositWords) {
		return true
	}
	return b.owes(s)
}

// namedLine reports whether the bank's or the customer's name of an account begins with a word for a credit line.
func (b *builder) namedLine(source int) bool {
	s := &b.l.Sources()[source]
	bank, own := text.Fold(s.Name.String()), text.Fold(s.Friendly.String())
	return slices.ContainsFunc(lineWords, func(w string) bool { return strings.HasPrefix(bank, w) || strings.HasPrefix(own, w) })
}

// fewestInstalments is how many payments have to come into an account that is always below zero to make it a loan.
const fewestInstalments = 2

// owes reports whether every balance of an account is below zero, the debt falls, and instalments come in.
func (b *builder) owes(s *ledger.SourceInfo) bool {
	if s.Balance != nil && *s.Balance >= 0 || s.Balance == nil && s.Rows() == 0 {
		return false
	}
	in, out, known := 0, 0, s.Balance != nil
	for row := s.First; row < s.Last; row++ {
		bal, ok := b.l.Balance(row)
		if ok && bal >= 0 {
			return false
		}
		known = known || ok
		switch a := b.l.Amount(row); {
		case a > 0:
			in++
		case a < 0:
			out++
		}
	}
	return known && in >= fewestInstalments && out <= in*2
}

// Joint reports whether an account has several owners, who are people (statement 4.8).
func (t *Table) Joint(source int) bool { return len(t.Owners(source)) > 1 }

// Owners are the names of those who own an account.
func (t *Table) Owners(source int) []string {
	var names []string
	for _, o := range t.owners[source] {
		names = append(names, o.name)
	}
	return names
}

// in reports whether a title has all words of an owner's name.
func (o *owner) in(title string) bool {
	for _, w := range o.words {
		if !strings.Contains(title, " "+w+" ") {
			return false
		}
	}
	return len(o.words) > 0
}

// repayments notes what goes from an account to a loan, mortgage or card in the reply, by its number or by the other half. It is
// own money, and to a loan an instalment all the same: the debt is real (statement 4.9). A card that is paid off is not (1.2).
func (b *builder) repayments(ctx context.Context) error {
	debts := map[string]int32{}
	for i := range b.l.Sources() {
		if b.liable[i] {
			debts[canonical(b.l.Sources()[i].IBAN.Raw(), b.country[i])] = int32(i)
		}
	}
	if debts[""] = -1; len(debts) == 1 && !slices.Contains(b.liable, true) {
		return nil
	}
	return pieces(ctx, b.l, func(row int32) {
		if b.l.Amount(row) >= 0 || b.liable[b.l.Account(row)] {
			return
		}
		if other, ok := b.pair[row]; ok && b.liable[b.l.Account(other)] {
			b.repaid[row] = int32(b.l.Account(other))
		} else if i, ok := debts[b.number[b.l.PartyIBANID(row)]]; ok && i >= 0 {
			b.repaid[row] = i
		}
	})
}

// loan reports whether an account is a debt that is no card.
func (t *Table) loan(source int) bool {
	return t.liable[source] && !t.l.Sources()[source].IsCard() && !t.nameHas(source, cardNames)
}

// HoldsLoan reports whether an account of the reply is a loan or a mortgage.
func (t *Table) HoldsLoan() bool {
	for source := range t.liable {
		if t.loan(source) {
			return true
		}
	}
	return false
}

// nameHas reports whether the name of an account has one of some words.
func (t *Table) nameHas(source int, words *text.Stems) bool {
	s := &t.l.Sources()[source]
	return words.In(text.Fold(strings.Join([]string{s.Name.String(), s.Friendly.String()}, " ")))
}

// cardNames and housingNames are folded words in the names of accounts of credit cards and of housing loans.
var (
	cardNames    = text.StemsOf("karta kredytowa", "kreditni karta", "tarjeta de credito", "credit card")
	housingNames = text.StemsOf("hipote", "hypote", "mortgage", "mieszkani", "baufinanzierung", "vivienda")
)

// Repaid says whether a row pays off a loan in the reply, and whether the loan's name says that it is for a home.
func (t *Table) Repaid(row int32) (loan, housing bool) {
	source, ok := t.repaid[row]
	if !ok || !t.loan(int(source)) {
		return false, false
	}
	return true, t.nameHas(int(source), housingNames)
}

// PaidOnto is the account of the debt in the reply that a row pays off; false where it pays off none.
func (t *Table) PaidOnto(row int32) (source int, ok bool) {
	of, ok := t.repaid[row]
	return int(of), ok
}

// CreditCard reports whether an account is a debt on a card.
func (t *Table) CreditCard(source int) bool { return t.liable[source] && !t.loan(source) }
