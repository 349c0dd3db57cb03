package categorize

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
)

// judgedRow is a row of an account of a country, and what it is.
type judgedRow struct {
	country, party, title, kind, amount string
	want                                category.Category
}

func checkJudged(t *testing.T, rows []judgedRow) {
	t.Helper()
	lex := lexicon.Builtin()
	for _, k := range rows {
		r := labelledRow{country: k.country, party: k.party, title: k.title, kind: k.kind,
			currency: map[string]string{"PL": "PLN", "CZ": "CZK", "SK": "EUR", "ES": "EUR", "GB": "GBP"}[k.country]}
		var err error
		if r.amount, err = aisclient.ParseAmount(k.amount); err != nil {
			t.Fatal(err)
		}
		if got, why, _ := judge(t, lex, r); got != k.want {
			t.Errorf("%s / %s, %s: %s by %s, want %s", k.party, k.title, k.kind, got, why.Entry, k.want)
		}
	}
}

// Nobody pays a private person by card or by direct debit: what reads as a name is a shop's. A risky word in a name stays
// a name, and so does a transfer's (statements 2.7, 1.4).
func TestS2_7_ACardPaysNoPrivatePerson(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"ES", "LEROY MERLIN", "pintura", "TARJETA", "-60.00", category.Household},
		{"GB", "VANGUARD ISA", "invest", "DD", "-50.00", category.SavingsInvestment},
		{"PL", "ANNA WYMYŚLONA", "8812", "ZAPŁATA KARTĄ", "-60.00", category.OtherOut},
		{"PL", "ANNA WYMYŚLONA", "8812", "PRZELEW", "-60.00", category.PersonOut},
		{"PL", "OLA VIVUS", "kwiaty", "PRZELEW", "-30.00", category.PersonOut},
		{"ES", "CARMEN LOTERIA RUIZ", "8812", "TARJETA", "-30.00", category.OtherOut},
		{"PL", "JAN WINDYKATOR", "8812", "POLECENIE ZAPŁATY", "-30.00", category.OtherOut},
		{"PL", "WINDYKATOR AUTO MYJNIA", "pakiet", "KARTA", "-30.00", category.Transport},
		{"PL", "WINDYKATOR POLSKA", "sprawa 12", "PRZELEW", "-30.00", category.DebtCollection},
		{"PL", "WINDYKATOR SERWIS", "sprawa 12", "PRZELEW", "-30.00", category.DebtCollection},
		{"GB", "GRACE NOTREAL", "8812", "DD", "-50.00", category.OtherOut},
		{"ES", "DPTO. ECONOMIA EUSKADI", "embargo de saldo exp. 9", "CARGO", "-90.00", category.Bailiff},
		{"PL", "", "PRZELEW WŁASNY NA SPŁATĘ RATY", "PRZELEW WŁASNY", "-700.00", category.OwnTransfer},
		{"PL", "Kancelaria Adwokacka Jan Wymyślony", "spłata zadłużenia sprawa 12/24", "PRZELEW", "-200.00", category.DebtCollection},
		{"PL", "Kancelaria Adwokacka Jan Wymyślony", "honorarium za poradę", "PRZELEW", "-200.00", category.OtherOut},
		{"PL", "UBER BV", "wypłata tygodniowa", "PRZELEW", "900.00", category.BusinessIncome},
		{"PL", "UBER BV", "zwrot za przejazd", "PRZELEW", "20.00", category.Refund},
	})
}

// A word that is also a firm's name is that firm only with a second sign: people greet each other, and shops are called after
// everything (statement 2.7).
func TestS2_7_AnOrdinaryWordIsNoFirm(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"CZ", "", "Ahoj, posílám, co chybělo", "Odchozí úhrada", "-420.00", category.OtherOut},
		{"CZ", "Ahoj Splátky s.r.o.", "smlouva 8812", "Odchozí úhrada", "-420.00", category.LoanRepayment},
		{"CZ", "", "kartáč a pasta", "Odchozí úhrada", "-120.00", category.OtherOut},
		{"CZ", "", "pro Tamaru, Tamara", "Odchozí úhrada", "-120.00", category.OtherOut},
		{"SK", "NIKÉ", "výhra tiket 88", "Prijatá platba", "50.00", category.GamblingWin},
		{"GB", "Amigo Pretend", "night out", "FPO", "-15.00", category.OtherOut},
		{"GB", "AMIGO LOANS", "8812", "DD", "-150.00", category.LoanRepayment},
		{"GB", "", "CABOT HALL BRISTOL", "CARD PAYMENT", "-9.00", category.OtherOut},
		{"GB", "CABOT", "8812", "DD", "-25.00", category.DebtCollection},
		{"PL", "", "STACJA PALIW WINDYKATOR RADOM", "KARTA", "-88.00", category.Fuel},
		{"CZ", "", "KRYPTO PEKÁRNA PLZEŇ", "PLATBA KARTOU", "-88.00", category.Groceries},
		{"GB", "", "DRAFTY DOORS GLAZING", "CARD PAYMENT", "-88.00", category.Household},
	})
}

// The fee that a machine's owner takes is named in the withdrawal, and is a fee of its own only where nothing else was booked
// (statement 1.4).
func TestS1_4_AMachinesFeeInAWithdrawal(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"GB", "", "NOTEMACHINE WIGAN £1.75 FEE", "CASH WITHDRAWAL", "-51.75", category.CashWithdrawal},
		{"PL", "", "EURONET OPOLE PROWIZJA 4,00", "WYPŁATA Z BANKOMATU", "-104.00", category.CashWithdrawal},
		{"CZ", "", "Výběr z bankomatu - poplatek", "Poplatky", "-40.00", category.BankFee},
		{"GB", "", "CASH FEE", "CASH WITHDRAWAL", "-3.00", category.BankFee},
	})
}

// A bookmaker's brand is the same glued with its first words, and beside what it plays; a firm called like something else is one
// only where the row says so, or nothing else (statements 2.5, 2.7).
func TestS2_7_ABrandAndWhatElseACardSays(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"GB", "", "SKYBETTING&GAMING LEEDS", "DEB", "-20.00", category.Gambling},
		{"GB", "", "PADDYPOWER&GAMES", "CARD PAYMENT", "-20.00", category.Gambling},
		{"GB", "", "KRAKEN DUBLIN", "CARD PAYMENT", "-20.00", category.Crypto},
		{"GB", "", "KRAKEN DIVE TOURS NEWQUAY", "CARD PAYMENT", "-65.00", category.Travel},
		{"GB", "", "KRAKEN ZYGOMATIC", "CARD PAYMENT", "-65.00", category.OtherOut},
		{"GB", "PAYWARD LTD", "KRAKEN", "FASTER PAYMENT", "-65.00", category.Crypto},
		{"GB", "", "THE QUARRY POT LUDLOW", "CARD PAYMENT", "-15.00", category.OtherOut},
		{"GB", "", "rainy day pot", "POT TRANSFER", "-15.00", category.SavingsInvestment},
	})
}

// Money to the number of a telephone goes to a person: a word of debts in the name is a surname (statement 2.7).
func TestS2_7_ATelephonesNumberIsNoBailiffs(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"ES", "ROBUSTIANAX EMBARGO", "cena", "BIZUM", "-8.00", category.PersonOut},
		{"ES", "AEAT EMBARGO", "diligencia 118", "CARGO", "-8.00", category.Bailiff},
	})
}

// A brand of another country counts less than one of the account's own or of all, however long it is; a town behind somebody's name is
// no shop of that name, and what tells how it was paid is nobody's name (statements 2.5, 2.7).
func TestS2_7_ATownAndABrandOfAnotherCountry(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"PL", "", "CINEMA CITY MANUFAKTURA", "KARTA", "-40.00", category.Leisure},
		{"PL", "CINEMA CITY MANUFAKTURA", "bilety", "KARTA", "-40.00", category.Leisure},
		{"CZ", "", "CINEMA CITY FLORA", "PLATBA KARTOU", "-400.00", category.Leisure},
		{"CZ", "", "MANUFAKTURA FLORA", "PLATBA KARTOU", "-400.00", category.Household},
		{"PL", "", "BYTOM 4412 KATOWICE", "KARTA", "-400.00", category.Apparel},
		{"PL", "", "Zakup przy użyciu karty BYTOM", "", "-400.00", category.Apparel},
		{"PL", "", "Transakcja kartą debetową BYTOM", "", "-400.00", category.Apparel},
		{"PL", "", "PAYU*BYTOM", "", "-400.00", category.Apparel},
		{"PL", "BYTOM S.A.", "zamówienie", "PRZELEW", "-400.00", category.Apparel},
		{"PL", "", "LIDL BYTOM", "KARTA", "-40.00", category.Groceries},
		{"PL", "", "KWIACIARNIA MAJA BYTOM", "KARTA", "-40.00", category.Household},
		{"PL", "PRZYCHODNIA ZDROWIE BYTOM", "wizyta", "KARTA", "-140.00", category.Health},
		{"ES", "", "BANCO SANTANDER PRESTAMO", "", "-140.00", category.LoanRepayment},
	})
}

// Wages of a firm of a risky trade are pay: of the month, to an employee's number.
func TestS1_2_ABookmakersStaff(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"GB", "WILLIAM HILL ORGANIZATION LTD", "OCT PAY EMP 118", "BACS CREDIT", "1711.40", category.Salary},
		{"GB", "WILLIAM HILL", "PAY OUT 118", "BACS CREDIT", "171.40", category.GamblingWin},
		{"CZ", "HASIČSKÝ ZÁCHRANNÝ SBOR KRAJE", "SLUŽ.PŘÍJEM 10/26", "PŘÍCHOZÍ PLATBA", "46210.00", category.Salary},
	})
}

// What is sold at a place, what a course is about and whom a firm works for say more than a word of debts, offices and wages; the twins
// are what they look like (statement 2.7).
func TestS2_7_WordsBesideWhatIsSold(t *testing.T) {
	checkJudged(t, []judgedRow{
		{"CZ", "", "POKUTA BAR TABOR", "Platba kartou", "-220.00", category.Restaurants},
		{"CZ", "MESTSKA POLICIE", "pokuta", "Odchozí úhrada", "-500.00", category.Tax},
		{"GB", "", "HMRC STAFF CANTEEN", "CARD PAYMENT", "-5.00", category.Restaurants},
		{"GB", "", "HMRC SELF ASSESSMENT", "CARD PAYMENT", "-612.00", category.Tax},
		{"PL", "", "PARKING URZAD SKARBOWY", "PŁATNOŚĆ KARTĄ", "-8.00", category.Transport},
		{"ES", "", "PEAJE SALOU CASINO", "COMPRA TARJETA", "-8.00", category.Transport},
		{"ES", "", "LOTERIAS METRO SOL", "COMPRA TARJETA", "-20.00", category.Gambling},
		{"GB", "", "WATERSTONES THE DEBT COLLECTOR", "CARD PAYMENT", "-16.00", category.Leisure},
		{"GB", "", "ARGOS DEBT COLLECTION", "CARD PAYMENT", "-16.00", category.DebtCollection},
		{"CZ", "Oldřich Zmyšlený", "nájem lyží", "Odchozí úhrada", "-400.00", category.PersonOut},
		{"CZ", "Oldřich Zmyšlený", "nájem byt a sklep na lyže", "Odchozí úhrada", "-9000.00", category.Rent},
		{"CZ", "", "VRACENI PLATBY SPORT ZMYSL", "Vratka platby kartou", "399.00", category.Refund},
		{"PL", "BANK", "ZWROT PRZELEWU SEPA AC04", "TR.KART", "120.00", category.ReturnedPayment},
		{"CZ", "OKNA ZMYSL S.R.O.", "mzdové účetnictví FA202611", "Příchozí úhrada", "12500.00", category.BusinessIncome},
		{"CZ", "OKNA ZMYSL S.R.O.", "mzda 11 mzdová účtárna", "Příchozí úhrada", "32500.00", category.Salary},
		{"ES", "RENFE", "indemnizacion tren 81", "TRANSFERENCIA", "27.00", category.Refund},
		{"ES", "AXA SEGUROS", "indemnizacion tren 81", "TRANSFERENCIA", "27.00", category.InsurancePayout},
		{"ES", "GESTORIA ZMYSL SL", "honorarios declaracion renta", "RECIBO", "-88.00", category.OtherOut},
	})
}
