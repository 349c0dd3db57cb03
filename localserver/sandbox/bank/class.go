package bank

import "slices"

// class says what a kind of payment is called by the bank (a key of wordings) and by the
// provider (its labels).
type class struct {
	kind   string
	labels []string
}

// classes is the sandbox's labelling: the labels are those that real replies and published clients
// show, the rules follow what replies show. A payment processor in between adds "payment processor"; a bank
// as the counterparty of a loan adds "bank"; private transfers have no label.
var classes = map[string]class{
	"salary":          {"in", []string{"compensation", "regular wage", "salary"}},
	"bonus":           {"in", []string{"compensation"}},
	"pension":         {"in", []string{"pension"}},
	"welfare":         {"in", []string{"welfare"}},
	"500+":            {"in", []string{"500+", "welfare"}},
	"alimony":         {"in", []string{"alimony"}},
	"invoice":         {"in", []string{"invoice"}},
	"invoice_out":     {"out", []string{"invoice"}},
	"payroll":         {"out", nil},
	"extra pay":       {"in", []string{"extra pay"}},
	"rent":            {"standing", []string{"rent"}},
	"utilities":       {"out", []string{"utilities"}},
	"phone":           {"direct_debit", []string{"utilities"}},
	"insurance":       {"out", []string{"insurance"}},
	"zus":             {"zus", []string{"tax", "zus"}},
	"tax":             {"tax", []string{"tax"}},
	"loan":            {"in", []string{"loan"}},
	"loan_bank":       {"in", []string{"bank", "loan"}},
	"repayment":       {"out", []string{"repayment"}},
	"repayment_bank":  {"direct_debit", []string{"bank", "repayment"}},
	"mortgage":        {"direct_debit", []string{"bank", "mortgage", "repayment"}},
	"bailiff":         {"out", []string{"bailiff"}},
	"debt collection": {"out", []string{"debt collection"}},
	"card_repayment":  {"internal", []string{"credit card", "repayment"}},
	"internal":        {"internal", []string{"internal"}},
	"private":         {"out", nil},
	"private_in":      {"in", nil},
	"phone_transfer":  {"phone", nil},
	"verification":    {"in", []string{"verification"}},
	"fee":             {"fee", []string{"fee"}},
	"interest":        {"interest", nil},
	"grocery":         {"card", []string{"grocery"}},
	"food":            {"blik", []string{"food with delivery", "payment processor"}},
	"apparel":         {"card", []string{"apparel"}},
	"healthcare":      {"card", []string{"healthcare"}},
	"leisure":         {"card", []string{"leisure"}},
	"nightlife":       {"card", []string{"nightlife"}},
	"press":           {"card", []string{"leisure", "press"}},
	"transport":       {"card", []string{"public transport"}},
	"travel":          {"card", []string{"travel"}},
	"kids":            {"card", []string{"kids"}},
	"fuel":            {"card", nil},
	"shopping":        {"blik", []string{"payment processor"}},
	"gambling":        {"blik", []string{"gambling", "payment processor"}},
	"blik_atm":        {"blik_atm", []string{"cash withdrawal", "payment processor"}},
	"atm":             {"atm", []string{"cash withdrawal"}},
	"cash_deposit":    {"deposit", []string{"cash deposit"}},
}

// labelsOf are the labels of one occurrence.
//
//   - a transfer of 0.01 is a verification, whatever else it looks like;
//   - a pay well below the usual one (under 60 %) is only "compensation", not the salary triple;
//   - a late repayment adds "late payment";
//   - a monthly payment gets "monthly" once the month before had it too, but not on every
//     occurrence, as in real replies.
func labelsOf(e *event, d dice) []string {
	if e.amount == 1 || e.amount == -1 {
		return []string{"verification"}
	}
	labels := slices.Clone(classes[e.class].labels)
	if e.labels != nil {
		labels = slices.Clone(e.labels)
	}
	if e.class == "salary" && e.usual > 0 && e.amount*10 < e.usual*6 {
		labels = []string{"compensation"}
	}
	if e.late && slices.Contains(labels, "repayment") {
		labels = append(labels, "late payment")
	}
	if e.repeats && d.chance(0.8) {
		labels = append(labels, "monthly")
	}
	d.Shuffle(len(labels), func(i, j int) { labels[i], labels[j] = labels[j], labels[i] })
	return labels
}
