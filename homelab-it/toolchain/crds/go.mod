// Nothing is built from these: the tests read the custom resource definitions
// that they carry. Argo CD in the version that k8s/clusters/home/bootstrap
// installs; the helm controller is that of k3s.
module homelab-it/toolchain/crds

go 1.26.3

require (
	github.com/argoproj/argo-cd/v3 v3.5.4
	github.com/k3s-io/helm-controller v0.17.7
)
