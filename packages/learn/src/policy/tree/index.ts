export { fitPolicyTree, type PolicyTreeOptions } from "./fit-policy-tree.ts";
export { type PolicyLeaf, type PolicyNode, type PolicySplit, treeAction, treeActions } from "./policy-tree.ts";
