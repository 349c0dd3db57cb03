package bank

import (
	"slices"
	"strings"
	"sync"
)

// clues are words that tell the class of a transaction whose text came from outside, the most telling first. A sign
// bounds them to money that comes in or goes out.
var clues = []struct {
	sign  int
	class string
	words []string
}{
	{+1, "salary", []string{"WYNAGRODZENIE", "PENSJA", "SALARY", "WAGES", "PAYROLL", "NÓMINA", "MZDA", "VÝPLATA"}},
	{+1, "500+", []string{"500+", "800+"}},
	{+1, "pension", []string{"EMERYTURA", "RENTA", "PENSION", "PENSIÓN", "DŮCHOD"}},
	{+1, "alimony", []string{"ALIMENTY", "ALIMONY", "VÝŽIVNÉ"}},
	{+1, "welfare", []string{"ZASIŁEK", "WELFARE", "BENEFIT", "DÁVKA"}},
	{+1, "cash_deposit", []string{"WPŁATOMAT", "CASH DEPOSIT", "INGRESO EN EFECTIVO"}},
	{+1, "loan", []string{"POŻYCZKA", "KREDYT", "LOAN", "PRÉSTAMO", "PŮJČKA"}},
	{-1, "mortgage", []string{"HIPOTECZNY", "MORTGAGE", "HIPOTECA", "HYPOTÉKA"}},
	{-1, "repayment", []string{"RATA", "SPŁATA", "REPAYMENT", "CUOTA", "SPLÁTKA"}},
	{-1, "bailiff", []string{"KOMORNIK", "BAILIFF", "EXEKUTOR"}},
	{-1, "debt collection", []string{"WINDYKACJA", "DEBT COLLECTION"}},
	{-1, "zus", []string{"ZUS"}},
	{-1, "tax", []string{"PODATEK", "VAT", "PIT", "TAX", "IMPUESTO", "DAŇ"}},
	{-1, "rent", []string{"CZYNSZ", "NAJEM", "RENT", "ALQUILER", "NÁJEM"}},
	{-1, "utilities", []string{"PRĄD", "ENERGIA", "GAZ", "ELECTRICITY", "LUZ"}},
	{-1, "insurance", []string{"UBEZPIECZENIE", "POLISA", "INSURANCE", "SEGURO", "POJIŠTĚNÍ"}},
	{-1, "atm", []string{"BANKOMAT", "ATM", "CAJERO"}},
	{-1, "fee", []string{"OPŁATA", "PROWIZJA", "FEE", "COMISIÓN", "POPLATEK"}},
	{+1, "invoice", []string{"FAKTURA", "FV", "INVOICE", "FACTURA"}},
	{-1, "invoice_out", []string{"FAKTURA", "FV", "INVOICE", "FACTURA"}},
}

// Recognise labels a transaction that was not generated, by its amount and its words: those of clues and the shops
// that the bank's customers go to. It does not look at regularity, so it never says monthly.
func Recognise(t *Transaction) []string {
	if t.Amount == 1 || t.Amount == -1 {
		return []string{"verification"}
	}
	text := plain(t.Title + " " + t.Party)
	if t.Amount < 0 {
		for _, s := range shops() {
			if strings.Contains(text, s.name) {
				return slices.Clone(classes[s.class].labels)
			}
		}
	}
	for _, c := range clues {
		if (c.sign < 0) != (t.Amount < 0) {
			continue
		}
		if slices.ContainsFunc(c.words, func(w string) bool { return strings.Contains(text, " "+w+" ") }) {
			return slices.Clone(classes[c.class].labels)
		}
	}
	return nil
}

// plain is text in capitals between single spaces.
func plain(s string) string {
	words := strings.FieldsFunc(strings.ToUpper(s), func(r rune) bool { return strings.ContainsRune(" \t\r\n.,;:/()-_*#", r) })
	return " " + strings.Join(words, " ") + " "
}

type shop struct{ name, class string }

// shops are the fixed beginnings of the places' titles, in a fixed order.
var shops = sync.OnceValue(func() []shop {
	var all []shop
	for _, classes := range places {
		for class, list := range classes {
			for _, p := range list {
				name, _, cut := strings.Cut(p.title, "{")
				if cut {
					name = name[:strings.LastIndexByte(name, ' ')+1] // no half words
				}
				if name = plain(name); name != "  " {
					all = append(all, shop{name, class})
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b shop) int { // the longer name is the more certain one
		if len(a.name) != len(b.name) {
			return len(b.name) - len(a.name)
		}
		return strings.Compare(a.name+a.class, b.name+b.class)
	})
	return all
})
