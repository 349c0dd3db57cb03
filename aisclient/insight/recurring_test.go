package insight

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/calendar"
)

// onDays are payments on some days, amounts in turn.
func onDays(days []aisclient.Date, amounts []string, party, title string) []aisclient.Transaction {
	var out []aisclient.Transaction
	for i, d := range days {
		x := tx("2026-01-01", amounts[i%len(amounts)], party, strings.ReplaceAll(title, "#", fmt.Sprint(100317+7919*i)))
		x.BookedOn, x.TransactionOn = d, d
		out = append(out, x)
	}
	return out
}

func step(from string, days, n int) (out []aisclient.Date) {
	for i := range n {
		out = append(out, day(from).AddDays(i*days))
	}
	return out
}

func stepMonths(from string, months, n int) (out []aisclient.Date) {
	for i := range n {
		out = append(out, calendar.Before("PL", day(from).AddMonths(i*months)))
	}
	return out
}

func lastWorkingDays(from string, n int) (out []aisclient.Date) {
	for i := range n {
		out = append(out, calendar.Before("PL", day(from).MonthStart().AddMonths(i+1)-1))
	}
	return out
}

// The kinds of recurring payments of issue 12, statement 9, in whole accounts beside a wage and shopping.
func TestS5_12_KindsOfRecurringPaymentsAreFound(t *testing.T) {
	bill := []string{"-120.00"}
	for _, c := range []struct {
		kind, party, title string
		days               []aisclient.Date
		amounts            []string
		want               string // in the sentence
	}{
		{"weekly", "Szkoła Tańca Zmyślona", "zajęcia", step("2025-09-05", 7, 29), bill, " weekly"},
		{"biweekly", "Sprzątanie Zmyślone sp. z o.o.", "usługa", step("2025-09-05", 14, 15), bill, " every two weeks"},
		{"twice a month", "Wypożyczalnia Zmyślona", "opłata", slices.Concat(stepMonths("2025-09-05", 1, 7), stepMonths("2025-09-20", 1, 7)), bill, " twice a month"},
		{"four-weekly", "Siłownia Zmyślona", "karnet", step("2025-09-05", 28, 8), bill, " every four weeks"},
		{"monthly", "Dostawca Zmyślony", "abonament", stepMonths("2025-09-05", 1, 7), bill, " monthly"},
		{"month end", "Dostawca Zmyślony", "abonament", lastWorkingDays("2025-09-01", 6), bill, " monthly"},
		{"two-monthly", "Wodociągi Zmyślone", "woda", stepMonths("2025-05-05", 2, 6), bill, " every two months"},
		{"quarterly", "Śmieci Zmyślone", "odpady", stepMonths("2025-03-05", 3, 5), bill, " quarterly"},
		{"half-yearly", "Ubezpieczyciel Zmyślony", "polisa", stepMonths("2025-03-05", 6, 3), bill, " every half year"},
		{"yearly with another price", "Gazeta Zmyślona", "prenumerata", stepMonths("2025-03-05", 12, 2), []string{"-120.00", "-149.00"}, " yearly"},
		{"variable bills", "Prąd Zmyślony", "faktura", stepMonths("2025-09-05", 1, 7), []string{"-120.00", "-310.55", "-88.10"}, " monthly"},
		{"changing references", "Prąd Zmyślony", "faktura # nr #", stepMonths("2025-09-05", 1, 7), bill, " monthly"},
		{"raise", "Fabryka Zmyślona SA", "Wynagrodzenie", stepMonths("2025-09-05", 1, 7), []string{"5000.00", "5000.00", "5000.00", "5000.00", "6500.00", "6500.00", "6500.00"}, "6500.00 PLN comes from Fabryka Zmyślona SA monthly"},
		{"cut", "Fabryka Zmyślona SA", "Wynagrodzenie", stepMonths("2025-09-05", 1, 7), []string{"5000.00", "5000.00", "5000.00", "5000.00", "4000.00", "4000.00", "4000.00"}, "4000.00 PLN comes from Fabryka Zmyślona SA monthly"},
		{"advance and rest", "Fabryka Zmyślona SA", "Wynagrodzenie", slices.Concat(stepMonths("2025-09-05", 1, 7), stepMonths("2025-09-08", 1, 7)), []string{"2500.00"}, "5000.00 PLN comes from Fabryka Zmyślona SA monthly"},
		{"stopped", "Dostawca Zmyślony", "abonament", stepMonths("2025-03-05", 1, 8), bill, "it has stopped"},
	} {
		rows := slices.Concat(onDays(c.days, c.amounts, c.party, c.title), onDays(stepMonths("2025-03-10", 1, 13), []string{"7777.00"}, "Inny Pracodawca SA", "Wynagrodzenie za pracę"),
			onDays([]aisclient.Date{day("2025-10-03"), day("2025-11-19"), day("2025-11-21"), day("2026-01-30"), day("2026-02-14")}, []string{"-33.10", "-91.00"}, "Żabka", "zakupy"))
		var got []string
		for _, f := range findings(t, resultOf(t, account("", rows...)))[RecurringPays] {
			if strings.Contains(f.Sentence, c.party) {
				got = append(got, f.Sentence)
			}
		}
		if len(got) != 1 || !strings.Contains(got[0], c.want) {
			t.Errorf("%s: %q, want %q", c.kind, got, c.want)
		}
	}
}

// A month in which the wage has no wage word is still the wage: the same payer, about the same amount.
func TestAWageWithoutItsWordBelongsToItsSeries(t *testing.T) {
	rows := onDays(stepMonths("2025-09-10", 1, 7), []string{"5000.00"}, "Fabryka Zmyślona SA", "Wynagrodzenie")
	rows[6].Title = tx("2026-01-01", "1", "", "Przelew").Title
	a := analysisOf(t, account("", rows...))
	if inc := incomeOf(t, a, "PLN"); inc.Proven != amount("5000") || len(inc.Streams) != 1 {
		t.Errorf("proven %s of %d streams", inc.Proven, len(inc.Streams))
	}
	other := onDays(stepMonths("2025-09-10", 1, 7), []string{"5000.00"}, "Fabryka Zmyślona SA", "Wynagrodzenie")
	other = append(other, onDays([]aisclient.Date{day("2026-03-20")}, []string{"900.00"}, "Fabryka Zmyślona SA", "Przelew")...)
	if inc := incomeOf(t, analysisOf(t, account("", other...)), "PLN"); inc.Proven != amount("5000") || inc.Possible < amount("290") {
		t.Errorf("another amount is no wage: %s, %s", inc.Proven, inc.Possible)
	}
}
