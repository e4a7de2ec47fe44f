//! Reports of `kubectl-top`: one row a fixture.

use super::figures;
use crate::fixtures::{Row, check};
use quarterdeck_model::Kind;

const ROWS: &[Row] = &[
    (
        "one.txt",
        "ok Kubernetes: (resource.memory_mb service=postgres-0 = 1073.741824 MB)(resource.cpu_core_percent service=postgres-0 = 200 percent)(resource.memory_mb service=web = 134.217728 MB)(resource.cpu_core_percent service=web = 25 percent)",
    ),
    (
        "zero.txt",
        "(looks like nothing) error: line 1: does not begin with the header of kubectl top (expected `NAME  CPU(cores)  MEMORY(bytes)`; leave out `--no-headers`)",
    ),
    (
        "failed.txt",
        "failed Kubernetes: ; because line 2: the use of web is not known; Warning line 2: the use of web is not known",
    ),
    (
        "truncated.txt",
        "partial Kubernetes: (resource.memory_mb service=web = 134.217728 MB)(resource.cpu_core_percent service=web = 25 percent); because line 3: was cut off; Warning line 3: was cut off",
    ),
    (
        "containers.txt",
        "ok Kubernetes: (resource.memory_mb service=web = 239.075328 MB)(resource.cpu_core_percent service=web = 25 percent)",
    ),
    (
        "namespaces-and-sum.txt",
        "ok Kubernetes: (resource.memory_mb service=kube-system/coredns = 20.97152 MB)(resource.cpu_core_percent service=kube-system/coredns = 0.3 percent)(resource.memory_mb service=shop/web = 134.217728 MB)(resource.cpu_core_percent service=shop/web = 15 percent)",
    ),
    (
        "nodes.txt",
        "partial Kubernetes: (resource.memory_mb service=node-1 = 3271.55712 MB)(resource.cpu_core_percent service=node-1 = 81.2 percent); because line 3: the use of node-2 is not known; Warning line 3: the use of node-2 is not known",
    ),
    (
        "one-pod-unknown.txt",
        "failed Kubernetes: ; because line 3: the use of web is not known; Warning line 3: the use of web is not known",
    ),
];

#[test]
fn every_fixture_is_read_as_it_should_be() {
    check(Kind::Health, "kubectl-top", ROWS, figures);
}
