package line

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
)

func TestMoneyIsSaidWithoutSigns(t *testing.T) {
	for _, tc := range []struct {
		amount      aisclient.Amount
		plain, move string
	}{
		{42_000_000, "4200.00 PLN", "in 4200.00 PLN"},
		{-500_000, "minus 50.00 PLN", "out 50.00 PLN"},
		{0, "0.00 PLN", "0.00 PLN"},
	} {
		if got := money(tc.amount, "PLN"); got != tc.plain {
			t.Errorf("money: %q, want %q", got, tc.plain)
		}
		if got := movement(tc.amount, "PLN"); got != tc.move {
			t.Errorf("movement: %q, want %q", got, tc.move)
		}
	}
}

func TestSignsAreSaidAsWords(t *testing.T) {
	for in, want := range map[string]string{
		"It fell to -1605.97 PLN":        "It fell to minus 1605.97 PLN.",
		"12 % of it, 5.7% of that":       "12 percent of it, 5.7 percent of that.",
		"From 2026-03-04 to 2026-04-01.": "From 2026-03-04 to 2026-04-01.",
		"PL-0042 is a name":              "PL-0042 is a name.",
		"a → b":                          "a to b.",
	} {
		if got := lines(in, longest); len(got) != 1 || got[0] != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestSentencesStandAloneAndNamesAreNotCut(t *testing.T) {
	got := lines("Nothing was saved. Try again later? ZAKŁADY S.A. UL. FABRYCZNA 8 pays; sp. z o.o. Nowak too", longest)
	want := []string{"Nothing was saved.", "Try again later?", "ZAKŁADY S.A. UL. FABRYCZNA 8 pays; sp. z o.o. Nowak too."}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	long := strings.Repeat("a word and another, ", 12)
	for _, l := range lines(long, longest) {
		if n := len([]rune(l)); n > longest {
			t.Errorf("%d characters: %q", n, l)
		}
	}
}

func TestAChoiceIsMadeByNumberNameOrItsOnlyBeginning(t *testing.T) {
	options := []option{{"all", "every country"}, {"pl", "Poland"}, {"pt", "Portugal"}, {"cz", "Czechia"}}
	for typed, want := range map[string]int{"2": 1, "poland": 1, "pol": 1, "Po": -1, "pl": 1, "": 0, "9": -1, "0": -1, "x": -1, " 4 ": 3, "cze": 3} {
		i, err := pick(typed, options, 0)
		if want < 0 && err == nil || want >= 0 && (err != nil || i != want) {
			t.Errorf("%q chose %d (%v), want %d", typed, i, err, want)
		}
	}
	if _, err := pick("", options, -1); err == nil {
		t.Error("nothing typed chose without a default")
	}
	if got := mustFail(pick("9", options, -1)); got != "9 is not between 1 and 4. Type one of these numbers, or a name" {
		t.Error(got)
	}
}

func mustFail(_ int, err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestNumbersOfItems(t *testing.T) {
	for arg, want := range map[string][]int{"1 3 7": {0, 2, 6}, "2-4": {1, 2, 3}, "1,2": {0, 1}, "1 1": {0}} {
		if got, err := numbers(arg, 9); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v %v", arg, got, err)
		}
	}
	for _, bad := range []string{"", "0", "10", "x", "4-2", "-1"} {
		if got, err := numbers(bad, 9); err == nil {
			t.Errorf("%q gave %v", bad, got)
		}
	}
}

// A sentence that is too long ends at a semicolon outside a parenthesis; without one it goes on in the next line behind a comma
// or a whole word, as it is: an amount stays with its currency and its sign, and no word is put in, lost or changed.
func TestLongSentencesGoOnWholeWordByWord(t *testing.T) {
	for _, tc := range []struct {
		said string
		want []string
	}{
		{"Fields are: " + strings.Repeat("name, ", 18) + "why, status", []string{"Fields are: " + strings.TrimSuffix(strings.Repeat("name, ", 18), " "), "why, status."}},
		{"The income is at most 9394.83 PLN a month (salary from a company of that name, twice a month; money from a friend, irregularly; cash paid in, irregularly)",
			[]string{"The income is at most 9394.83 PLN a month (salary from a company of that name, twice a month; money from a friend,", "irregularly; cash paid in, irregularly)."}},
		{"The income of the last three whole months is at most 9394.83 PLN a month (salary from a company of that name, twice a month, and more)",
			[]string{"The income of the last three whole months is at most 9394.83 PLN a month", "(salary from a company of that name, twice a month, and more)."}},
		{"The payment of about 230.03 PLN to WINDYKACJA I SPÓŁKA which is due monthly was not made around the tenth of this month at all",
			[]string{"The payment of about 230.03 PLN to WINDYKACJA I SPÓŁKA which is due monthly was not made around the tenth of this month", "at all."}},
		{strings.Repeat("x", 96) + " it came down to the sum -7420.20 PLN then", []string{strings.Repeat("x", 96) + " it came down to the sum", "minus 7420.20 PLN then."}},
		{"The bank has answered with all accounts of the customer; the names of their owners, their numbers and balances are saved as they are",
			[]string{"The bank has answered with all accounts of the customer.", "The names of their owners, their numbers and balances are saved as they are."}},
		{"Check the key of this environment and the list of IP addresses.. The customer chooses the bank.", []string{"Check the key of this environment and the list of IP addresses.", "The customer chooses the bank."}},
	} {
		got := lines(tc.said, longest)
		if strings.Join(got, "\n") != strings.Join(tc.want, "\n") {
			t.Errorf("%q\n got %q\nwant %q", tc.said, got, tc.want)
		}
		for _, l := range got {
			if n := len([]rune(l)); n > longest {
				t.Errorf("%d characters: %q", n, l)
			}
		}
	}
}

// The name of a group that is an account's number is read in groups of four; other names are as the bank wrote them.
func TestGroupsNamedByAccountNumbers(t *testing.T) {
	for name, want := range map[string]string{
		"PL94114530641072404097178866": "PL94 1145 3064 1072 4040 9717 8866", "GB33BUKB20201555555555": "GB33 BUKB 2020 1555 5555 55",
		"ORLEN 4411 WARSZAWA": "ORLEN 4411 WARSZAWA", "AB12": "AB12", "(none)": "none", "2026-03": "2026-03",
	} {
		if got := called(name); got != want {
			t.Errorf("%s is called %q, not %q", name, got, want)
		}
	}
}

// In a narrow window no word is cut by the terminal; in one whose width is not known, or no use, a line has 120 characters.
func TestLinesKeepWithinTheWindow(t *testing.T) {
	const said = "Type what the applicant says: each claim is compared with the rows of this import and the verdict stands here behind it"
	for w, want := range map[int]int{80: 80, 60: 60, 200: longest, 0: longest, 12: longest} {
		var b strings.Builder
		o := writer{w: &b, width: func() int { return w }}
		o.say(said)
		all := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		for _, l := range all {
			if n := len([]rune(l)); n > want {
				t.Errorf("in %d cells a line of %d: %q", w, n, l)
			}
		}
		if got := strings.Join(all, " "); got != said+"." {
			t.Errorf("in %d cells %q", w, got)
		}
		b.Reset()
		const item = "3 of 41: FABRYKA PRZYKŁADÓW I SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ, KontoBank, customer y-gambler, 1 account, 426 rows, sandbox, 2026-11-28"
		o.whole(item)
		all = strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
		if len(all) != 1 && want == longest && w < 40 {
			t.Errorf("bank text is cut without a window: %q", all)
		}
		for _, l := range all {
			if n := len([]rune(l)); w >= 40 && n > w {
				t.Errorf("in %d cells a line of %d: %q", w, n, l)
			}
		}
		if got := strings.Join(all, " "); got != item+"." {
			t.Errorf("in %d cells %q", w, got)
		}
	}
}
