package identity

import "strings"

// Agreement is how two account numbers compare.
type Agreement uint8

// Ways in which two numbers compare.
const (
	Different    Agreement = iota
	Equal                  // the same account
	MaskedAgrees           // what the bank shows of it agrees; Digits says how much that is
	NearMiss               // nearly the same: a slip; Slip says which
	Missing                // one of them is no number
)

// NumberResult is how two account numbers compare.
type NumberResult struct {
	Agreement
	Digits int    // of a masked number: how many digits are shown and agree; of a near miss: how many differ
	Slip   string // of a near miss, as a part of a sentence: "2 digits differ"
}

// Compare compares two numbers in any notation.
func (n Number) Compare(o Number) NumberResult {
	switch {
	case n.Empty() || o.Empty():
		return NumberResult{Agreement: Missing}
	case n.Masked() || o.Masked():
		return n.compareMasked(o)
	case n.same(o):
		return NumberResult{Agreement: Equal}
	case n.british() != "" && o.british() != "" && len(n.bban) != len(o.bban): // one has not the bank's letters
		n.bban, o.bban = n.british(), o.british()
	}
	return near(n, o)
}

// same reports whether two whole numbers are equal. A national notation has no check digits, and a Czech one no
// country: what it does not say is not compared.
func (n Number) same(o Number) bool {
	if n.other != "" || o.other != "" {
		return n.other == o.other
	}
	if n.british() != "" && len(n.bban) != len(o.bban) {
		return n.british() == o.british()
	}
	return n.bban == o.bban && n.sameCountry(o) && (n.check == o.check || n.check == "" || o.check == "")
}

func (n Number) sameCountry(o Number) bool {
	czech := func(c string) bool { return c == "CZ" || c == "SK" || c == "" }
	return n.country == o.country || (n.country == "" || o.country == "") && czech(n.country) && czech(o.country)
}

// compareMasked compares the digits that both show.
func (n Number) compareMasked(o Number) NumberResult {
	if n.country != "" && o.country != "" && n.country != o.country && !n.tail && !o.tail {
		return NumberResult{}
	}
	a, b := n.digits(o.check != ""), o.digits(n.check != "")
	shown, ok := 0, true
	if len(a) == len(b) && !n.tail && !o.tail {
		shown, ok = agree(a, b)
	} else {
		shown, ok = agreeAtEnds(a, b, n.tail || o.tail)
	}
	if !ok || shown == 0 {
		return NumberResult{}
	}
	return NumberResult{Agreement: MaskedAgrees, Digits: shown}
}

// digits are what can be compared: the check digits only where both have them.
func (n Number) digits(withCheck bool) string {
	switch {
	case n.other != "":
		return n.other
	case withCheck:
		return n.check + n.bban
	}
	return n.bban
}

// agree compares place by place and counts the digits that both show.
func agree(a, b string) (shown int, ok bool) {
	for i := range len(a) {
		switch {
		case a[i] == mask || b[i] == mask:
		case a[i] != b[i]:
			return 0, false
		default:
			shown++
		}
	}
	return shown, true
}

// agreeAtEnds compares what stands before the first and behind the last masked digit: between them nobody knows how
// many digits are hidden.
func agreeAtEnds(a, b string, tail bool) (shown int, ok bool) {
	head, foot := ends(a)
	head2, foot2 := ends(b)
	if !tail {
		k := min(len(head), len(head2))
		if head[:k] != head2[:k] {
			return 0, false
		}
		shown += k
	}
	k := min(len(foot), len(foot2))
	if foot[len(foot)-k:] != foot2[len(foot2)-k:] {
		return 0, false
	}
	return shown + k, true
}

func ends(s string) (head, foot string) {
	first, last := strings.IndexByte(s, mask), strings.LastIndexByte(s, mask)
	if first < 0 {
		return s, s
	}
	return s[:first], s[last+1:]
}

// shortestNear is the shortest number of which a slip is looked for.
const shortestNear = 8

// most digits by which a slip differs.
const mostSlips = 2

// near tells a slip from another number: up to two digits, two neighbours exchanged, the check digits only, or one
// digit left out or typed twice.
func near(n, o Number) NumberResult {
	if !n.sameCountry(o) || n.other != "" || o.other != "" {
		return NumberResult{}
	}
	if n.bban == o.bban {
		return NumberResult{NearMiss, 0, "only the check digits differ"}
	}
	a, b := n.bban, o.bban
	if min(len(a), len(b)) < shortestNear {
		return NumberResult{}
	}
	if len(a) != len(b) {
		if oneMissing(a, b) || oneMissing(b, a) {
			return NumberResult{NearMiss, 1, "one digit is missing or too many"}
		}
		return NumberResult{}
	}
	var at []int
	for i := range len(a) {
		if a[i] != b[i] {
			at = append(at, i)
		}
	}
	switch {
	case len(at) == 2 && at[1] == at[0]+1 && a[at[0]] == b[at[1]] && a[at[1]] == b[at[0]]:
		return NumberResult{NearMiss, 2, "two digits are exchanged"}
	case len(at) == 1:
		return NumberResult{NearMiss, 1, "1 digit differs"}
	case len(at) <= mostSlips:
		return NumberResult{NearMiss, len(at), "2 digits differ"}
	}
	return NumberResult{}
}

// Spoilt reports whether a number that no bank can have given is a sound one but for a slip, or for letters that look like digits.
func (n Number) Spoilt(of Number) bool {
	if n.Empty() || n.Masked() || n.Sound() || !of.Sound() {
		return false
	}
	if n.other != "" {
		n = parseNumber(lettersAsDigits(n.other), of.country)
	}
	n.bban, of.bban = lettersAsDigits(n.bban), lettersAsDigits(of.bban)
	return n.Compare(of).Agreement == Equal || n.Compare(of).Agreement == NearMiss
}

// likeDigits are letters that look like digits.
var likeDigits = strings.NewReplacer("O", "0", "Q", "0", "I", "1", "L", "1", "Z", "2", "S", "5", "B", "8")

// lettersAsDigits reads the letters of a number that look like digits as these, but for those of its country.
func lettersAsDigits(s string) string {
	if len(s) > 2 && isLetters(s[:2]) {
		return s[:2] + likeDigits.Replace(s[2:])
	}
	return likeDigits.Replace(s)
}

// oneMissing reports whether short is long without one digit.
func oneMissing(short, long string) bool {
	if len(long) != len(short)+1 {
		return false
	}
	i := 0
	for i < len(short) && short[i] == long[i] {
		i++
	}
	return short[i:] == long[i+1:]
}
