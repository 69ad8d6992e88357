/** The types of install.mjs, which runs before anything that knows types is installed. */
export declare const ROOT: string;
export declare const OLDEST_NODE: number;
export declare function majorOf(version: string): number;
export declare function lockHash(root?: string): string;
export declare function installedState(root?: string): 'current' | 'missing' | 'stale';
export declare function stampInstalled(root?: string): void;
export declare function pinnedNode(root?: string): string | null;
export declare function installIfNeeded(root?: string): boolean;
