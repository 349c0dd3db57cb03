package sandbox

import (
	"net/http"
	"strings"
)

// route is one endpoint.
type route struct {
	method string
	path   string // below /v1; {id} stands for a number followed by .xml
	place  string // where refusals of scenarios strike
	json   bool
	open   bool // needs no key
	handle func(*call) answer
}

// routes lists every endpoint with its aliases.
var routes = []route{
	{"POST", "/mock-session.xml", atMock, false, false, mockSession},
	{"POST", "/command/default-import.xml", atImport, false, false, defaultImport},
	{"POST", "/default-import.xml", atImport, false, false, defaultImport},
	{"GET", "/command/{id}.xml", atPoll, false, false, commandStatus},
	{"POST", "/command/sign-out.xml", atOther, false, false, signOut},
	{"POST", "/command/reuse-multiple-access.xml", atReuse, false, false, reuseAccess},
	{"POST", "/command/delete-multiple-access.xml", atReuse, false, false, deleteAccess},
	{"POST", "/command/import-owners.xml", atImport, false, false, importPart(ownersPart)},
	{"POST", "/command/import-accounts.xml", atImport, false, false, importPart(accountsPart)},
	{"POST", "/command/import-account-transactions.xml", atImport, false, false, importPart(accountRows)},
	{"POST", "/command/import-credit-cards.xml", atImport, false, false, importPart(cardsPart)},
	{"POST", "/command/import-credit-card-transactions.xml", atImport, false, false, importPart(cardRows)},
	{"GET", "/catalog.xml", atOther, false, false, catalog},
	{"GET", "/command-catalog.xml", atOther, false, false, catalog},
	{"GET", "/data.xml", atOwner, false, false, ownerData},
	{"DELETE", "/data.xml", atOwner, false, false, deleteData},
	{"GET", "/owner-scores.xml", atScore, false, false, scores},
	{"POST", "/accounts-summary", atAccounts, true, false, summary(true, false)},
	{"POST", "/accounts-summary-with-monthly", atAccounts, true, false, summary(true, true)},
	{"POST", "/owner-summary", atSummary, true, false, summary(false, false)},
	{"POST", "/owner-summary-with-monthly", atSummary, true, false, summary(false, true)},
	{"POST", "/owners-summary", atSummary, true, false, summary(false, false)},
	{"POST", "/owners-summary-with-monthly", atSummary, true, false, summary(false, true)},
	{"GET", "/owner-income-confirmation", atIncome, true, false, income},
	{"POST", "/owner-income-confirmation", atIncome, true, false, income},
	{"GET", "/owner-profiles", atProfiles, true, false, profiles},
	{"POST", "/owner-profiles", atProfiles, true, false, profiles},
	{"POST", "/owner", atOther, true, false, uploadOwner},
	{"POST", "/signin/redirection", atOther, true, false, startRedirection},
	{"GET", "/signin/redirection-status", atOther, true, false, redirectionStatus},
	{"GET", "/health", "", true, true, health},
}

// find chooses the endpoint. If only the method is wrong, allowed names the right ones.
func (c *call) find() (rt *route, allowed []string) {
	for i := range routes {
		if !c.matches(routes[i].path) {
			continue
		}
		if routes[i].method == c.r.Method || (c.r.Method == http.MethodHead && routes[i].method == http.MethodGet) {
			return &routes[i], nil
		}
		allowed = append(allowed, routes[i].method)
	}
	return nil, allowed
}

func (c *call) matches(pattern string) bool {
	head, tail, wild := strings.Cut(pattern, "{id}")
	if !wild {
		return c.path == pattern
	}
	id, ok := strings.CutPrefix(c.path, head)
	if !ok {
		return false
	}
	id, ok = strings.CutSuffix(id, tail)
	if !ok || id == "" || strings.Trim(id, "0123456789") != "" {
		return false
	}
	c.id = id
	return true
}
