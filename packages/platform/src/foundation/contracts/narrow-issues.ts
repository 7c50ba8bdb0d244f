import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a value that may have one of several shapes, told of the one shape that it has, or where it has none, of the first, which is the
 * plainest: "invalid" of the whole names neither field nor remedy. Where it could be meant as several, it stays as it was.
 */
export function narrowIssues(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    if (issue.code !== "invalid_union") return [issue];
    const [likely = issue.errors[0], another] = issue.errors.filter((errors) => !errors.some(isAnotherKind));
    if (likely === undefined || another !== undefined) return [issue];
    return narrowIssues(likely).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

function isAnotherKind({ code, path }: Issue): boolean {
  return code === "invalid_type" && path.length === 0;
}
