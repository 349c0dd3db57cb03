package stream

import (
	"slices"
	"strings"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
)

// aheadWords begin folded words for a part of a wage that is paid before the rest, partWords those before the number of a part
// (pl, cs and sk, es and ca, en, de). source: known
var (
	aheadWords = []string{"zaliczk", "avans", "zaloh", "preddav", "anticip", "adelant", "bestret", "advance", "vorschuss", "abschlag", "аванс"}
	partWords  = []string{"cz", "czesc", "transza", "rata", "cast", "parte", "pte", "part", "pt", "teil", "quincena"}
)

// ahead tells which rows of a wage are parts of it that are paid before the rest, by their words or by the number of the part
// (statement 5.5); nil where none is.
func (in *Input) ahead(rows []int32) []bool {
	if len(rows) == 0 || in.Category(rows[0]) != category.Salary {
		return nil
	}
	var out []bool
	number, count, most := make([]int, len(rows)), [5]int{}, 0
	for i, row := range rows {
		words := party.Words(in.Ledger.FoldedTitle(row))
		if paidAhead(words) {
			out = mark(out, len(rows), i)
		}
		number[i] = partNumber(words)
		count[number[i]]++
		most = max(most, number[i])
	}
	for i, n := range number {
		if n > 0 && n < most && count[most] >= fewestParts {
			out = mark(out, len(rows), i)
		}
	}
	return out
}

func mark(of []bool, n, i int) []bool {
	if of == nil {
		of = make([]bool, n)
	}
	of[i] = true
	return of
}

func paidAhead(words []string) bool { return anyBegins(words, aheadWords) }

// anyBegins reports whether one of some words begins with one of some beginnings.
func anyBegins(words, beginnings []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(w, b) })
	})
}

// ordinals are how the number of a part is written, besides as a digit.
var ordinals = map[string]int{"i": 1, "ii": 2, "iii": 3, "first": 1, "second": 2, "third": 3, "1st": 1, "2nd": 2, "3rd": 3, "1a": 1, "2a": 2, "3a": 3,
	"primera": 1, "segunda": 2, "tercera": 3, "pierwsza": 1, "druga": 2, "trzecia": 3, "prvni": 1, "druha": 2, "treti": 3}

// partNumber is the number of a part that stands beside the word for one: "cz. 1/3", "1. cast", "first part"; 0 for none.
func partNumber(words []string) int {
	for i, w := range words {
		if !slices.Contains(partWords, w) {
			continue
		}
		for _, beside := range [][]string{words[i+1:], words[max(0, i-1):i]} {
			if n := ordinal(beside); n > 0 {
				return n
			}
		}
	}
	return 0
}

// ordinal is the number that the first of some words is; 0 for none.
func ordinal(words []string) int {
	if len(words) == 0 {
		return 0
	}
	if w := words[0]; len(w) == 1 && w >= "1" && w <= "4" {
		return int(w[0] - '0')
	}
	return ordinals[words[0]]
}
