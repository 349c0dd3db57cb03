package analytics

import (
	"fmt"
	"slices"
	"strings"
)

// Category is one entry of a data summary's categories: a metric (allTransactions, balance,
// activeSinceAtLeast) or label:EXPRESSION.
type Category struct {
	Name   string // as asked for, the key in the answer
	metric string
	any    [][]condition
}

// condition is one label of a conjunction; not means that the transaction must not have it.
type condition struct {
	label string
	not   bool
}

// The plain metrics, which are no labels.
const (
	AllTransactions    = "allTransactions"
	Balance            = "balance"
	ActiveSinceAtLeast = "activeSinceAtLeast"
)

// parseCategory reads a category. In an expression | is OR, & is AND, ~ is AND NOT; OR binds
// weakest, so label:a&b|c is (a and b) or c. That order is the sandbox's assumption: no example
// mixes them. Labels may hold spaces and "+".
func parseCategory(s string) (Category, error) {
	if s == AllTransactions || s == Balance || s == ActiveSinceAtLeast {
		return Category{Name: s, metric: s}, nil
	}
	expression, ok := strings.CutPrefix(s, "label:")
	if !ok {
		return Category{}, fmt.Errorf("category %q is not known: use label:NAME, %s, %s or %s", s, AllTransactions, Balance, ActiveSinceAtLeast)
	}
	c := Category{Name: s}
	for _, part := range strings.Split(expression, "|") {
		all, err := parseAll(part)
		if err != nil {
			return Category{}, fmt.Errorf("category %q: %w", s, err)
		}
		c.any = append(c.any, all)
	}
	return c, nil
}

// parseAll reads a&b~c: labels that must all hold.
func parseAll(s string) ([]condition, error) {
	var all []condition
	not := false
	for {
		end := strings.IndexAny(s, "&~")
		label := s
		if end >= 0 {
			label = s[:end]
		}
		if label = strings.TrimSpace(label); label == "" {
			return nil, fmt.Errorf("a label is missing before or after |, & or ~")
		}
		all = append(all, condition{label, not})
		if end < 0 {
			return all, nil
		}
		not = s[end] == '~'
		s = s[end+1:]
	}
}

// holds tells whether the category counts a transaction with the labels. A metric other than
// allTransactions counts none.
func (c Category) holds(labels []string) bool {
	if c.metric != "" {
		return c.metric == AllTransactions
	}
	return slices.ContainsFunc(c.any, func(all []condition) bool {
		return !slices.ContainsFunc(all, func(k condition) bool { return slices.Contains(labels, k.label) == k.not })
	})
}
