package api

import (
	"net/http"
	"strings"

	"aisdesk/localserver/sandbox/scenario"
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
	{"POST", "/mock-session.xml", scenario.AtMock, false, false, mockSession},
	{"POST", "/command/default-import.xml", scenario.AtImport, false, false, defaultImport},
	{"POST", "/default-import.xml", scenario.AtImport, false, false, defaultImport},
	{"GET", "/command/{id}.xml", scenario.AtPoll, false, false, commandStatus},
	{"POST", "/command/sign-out.xml", scenario.AtOther, false, false, signOut},
	{"POST", "/command/reuse-multiple-access.xml", scenario.AtReuse, false, false, reuseAccess},
	{"POST", "/command/delete-multiple-access.xml", scenario.AtReuse, false, false, deleteAccess},
	{"POST", "/command/import-owners.xml", scenario.AtImport, false, false, importPart(ownersPart)},
	{"POST", "/command/import-accounts.xml", scenario.AtImport, false, false, importPart(accountsPart)},
	{"POST", "/command/import-account-transactions.xml", scenario.AtImport, false, false, importPart(accountRows)},
	{"POST", "/command/import-credit-cards.xml", scenario.AtImport, false, false, importPart(cardsPart)},
	{"POST", "/command/import-credit-card-transactions.xml", scenario.AtImport, false, false, importPart(cardRows)},
	{"GET", "/catalog.xml", scenario.AtOther, false, false, catalog},
	{"GET", "/command-catalog.xml", scenario.AtOther, false, false, catalog},
	{"GET", "/data.xml", scenario.AtOwner, false, false, ownerData},
	{"DELETE", "/data.xml", scenario.AtOwner, false, false, deleteData},
	{"GET", "/owner-scores.xml", scenario.AtScore, false, false, scores},
	{"POST", "/accounts-summary", scenario.AtAccounts, true, false, summary(true, false)},
	{"POST", "/accounts-summary-with-monthly", scenario.AtAccounts, true, false, summary(true, true)},
	{"POST", "/owner-summary", scenario.AtSummary, true, false, summary(false, false)},
	{"POST", "/owner-summary-with-monthly", scenario.AtSummary, true, false, summary(false, true)},
	{"POST", "/owners-summary", scenario.AtSummary, true, false, summary(false, false)},
	{"POST", "/owners-summary-with-monthly", scenario.AtSummary, true, false, summary(false, true)},
	{"GET", "/owner-income-confirmation", scenario.AtIncome, true, false, income},
	{"POST", "/owner-income-confirmation", scenario.AtIncome, true, false, income},
	{"GET", "/owner-profiles", scenario.AtProfiles, true, false, profiles},
	{"POST", "/owner-profiles", scenario.AtProfiles, true, false, profiles},
	{"POST", "/owner", scenario.AtOther, true, false, uploadOwner},
	{"POST", "/signin/redirection", scenario.AtOther, true, false, startRedirection},
	{"GET", "/signin/redirection-status", scenario.AtOther, true, false, redirectionStatus},
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
