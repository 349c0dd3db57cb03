package aisclient

import (
	"errors"
	"fmt"
	"strings"
)

// Category is one thing that the data summary computes: a plain metric, or the transactions that carry
// labels. Build the latter with Label and its methods.
type Category struct {
	expr string
	err  error
}

// The plain metrics.
var (
	AllTransactions    = Category{expr: "allTransactions"}
	BalanceMetric      = Category{expr: "balance"}
	ActiveSinceAtLeast = Category{expr: "activeSinceAtLeast"}
)

// Metric is a plain metric that has no name of its own here: their list is open. Its name is letters and digits.
func Metric(name string) Category {
	if name == "" || !all(name, 100, isNameByte) {
		return Category{err: fmt.Errorf("metric %.40q is not made of letters and digits", name)}
	}
	return Category{expr: name}
}

// labelPrefix begins a category of labels.
const labelPrefix = "label:"

// Label is the transactions that carry a label: Label("loan"), Label("extra pay").
func Label(name string) Category {
	return Category{}.with("", name)
}

// Or is the transactions that carry either: Label("bailiff").Or("debt collection") is label:bailiff|debt collection.
func (c Category) Or(name string) Category { return c.with("|", name) }

// And is the transactions that carry both: Label("loan").And("bank") is label:loan&bank.
func (c Category) And(name string) Category { return c.with("&", name) }

// Not leaves out the transactions that carry the other label too: Label("loan").Not("bank") is label:loan~bank.
func (c Category) Not(name string) Category { return c.with("~", name) }

func (c Category) with(op, name string) Category {
	switch {
	case c.err != nil:
		return c
	case op != "" && !strings.HasPrefix(c.expr, labelPrefix):
		c.err = fmt.Errorf("category %q is no label and cannot be combined", c.expr)
	case name == "" || strings.TrimSpace(name) != name || strings.ContainsAny(name, "|&~:\",\n\r\t"):
		c.err = fmt.Errorf("label %.40q is empty, has spaces at its ends or one of | & ~ : \" ,", name)
	case op == "":
		c.expr = labelPrefix + name
	default:
		c.expr += op + name
	}
	return c
}

// ParseCategory reads a category as the provider writes it. Which of |, & and ~ binds tighter is not
// documented: a category with two of them means what the provider takes it to mean.
func ParseCategory(s string) (Category, error) {
	for _, plain := range []Category{AllTransactions, BalanceMetric, ActiveSinceAtLeast} {
		if s == plain.expr {
			return plain, nil
		}
	}
	rest, ok := strings.CutPrefix(s, labelPrefix)
	if !ok {
		return Category{}, fmt.Errorf("category %.40q begins with neither %q nor is it a known metric", s, labelPrefix)
	}
	i := strings.IndexAny(rest, "|&~")
	if i < 0 {
		c := Label(rest)
		return c, c.Err()
	}
	c := Label(rest[:i])
	for len(rest) > i {
		op := rest[i : i+1]
		rest = rest[i+1:]
		if i = strings.IndexAny(rest, "|&~"); i < 0 {
			i = len(rest)
		}
		c = c.with(op, rest[:i])
	}
	return c, c.Err()
}

// Err says why the category cannot be sent, nil where it can.
func (c Category) Err() error {
	if c.err == nil && c.expr == "" {
		return errors.New("an empty category")
	}
	return c.err
}

// String writes the category as the provider reads it.
func (c Category) String() string { return c.expr }
